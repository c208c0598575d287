import { Button } from '@mantine/core';
import { useState } from 'react';
import type { OpenSession } from '../session/createSession.ts';
import { useSession } from '../session/useSession.ts';
import { MergeDialog } from './MergeDialog.tsx';
import styles from './Page.module.css';

/** The file is another one on the disk than the one that is being changed here. */
export function ConflictNotice({ session }: { readonly session: OpenSession }) {
  const { conflict, file } = useSession(session);
  const [isComparing, setComparing] = useState(false);
  if (!conflict) return null;
  const isGone = conflict.revision === undefined;
  return (
    <section className={styles.conflict} role="alert" aria-label="Conflict">
      <span>
        {isGone
          ? `${file.path} is not on the disk any more.`
          : `${file.path} was changed by another program. Nothing of yours is lost.`}
      </span>
      {!isGone && (
        <Button variant="default" onClick={() => setComparing(true)}>
          Compare…
        </Button>
      )}
      <Button variant="default" onClick={() => void session.save(true)}>
        {isGone ? 'Write mine' : 'Keep mine'}
      </Button>
      {!isGone && (
        <Button variant="default" onClick={() => void session.takeDisk()}>
          Take what is on the disk
        </Button>
      )}
      {isComparing && !isGone && (
        <MergeDialog session={session} theirs={conflict.text} onClose={() => setComparing(false)} />
      )}
    </section>
  );
}

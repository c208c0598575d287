import { Button } from '@mantine/core';
import { useState } from 'react';
import type { OpenSession } from '../session/createSession.ts';
import { useSession } from '../session/useSession.ts';
import { MergeDialog } from './MergeDialog.tsx';
import styles from './Page.module.css';
import { t } from '../texts/index.ts';

/** The file is another one on the disk than the one that is being changed here. */
export function ConflictNotice({ session }: { readonly session: OpenSession }) {
  const { conflict, file } = useSession(session);
  const [isComparing, setComparing] = useState(false);
  if (!conflict) return null;
  const isGone = conflict.revision === undefined;
  return (
    <section className={styles.conflict} role="alert" aria-label={t('Conflict')}>
      <span>
        {isGone
          ? t('{{path}} is not on the disk any more.', { path: file.path })
          : t('{{path}} was changed by another program. Nothing of yours is lost.', { path: file.path })}
      </span>
      {!isGone && (
        <Button variant="default" onClick={() => setComparing(true)}>
          {t('Compare…')}
        </Button>
      )}
      <Button variant="default" onClick={() => void session.save(true)}>
        {isGone ? t('Write mine') : t('Keep mine')}
      </Button>
      {!isGone && (
        <Button variant="default" onClick={() => void session.takeDisk()}>
          {t('Take what is on the disk')}
        </Button>
      )}
      {isComparing && !isGone && (
        <MergeDialog session={session} theirs={conflict.text} onClose={() => setComparing(false)} />
      )}
    </section>
  );
}

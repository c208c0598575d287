import { Button } from '@mantine/core';
import { formatDateTime } from '../../../ui/index.ts';
import type { ComposeSession } from '../session/session.ts';
import { useSession } from '../session/useSession.ts';
import styles from './Page.module.css';

/** What was typed before a reload or a crash is offered; nothing is taken unasked. */
export function DraftNotice({ session }: { readonly session: ComposeSession }) {
  const { draft } = useSession(session);
  if (!draft) return null;
  return (
    <section className={styles.offer} aria-label="Unsaved text">
      <span>There is text from {formatDateTime(draft.at)} that was not saved.</span>
      <Button variant="default" onClick={() => session.takeDraft()}>
        Take it up again
      </Button>
      <Button variant="subtle" onClick={() => session.dropDraft()}>
        Drop it
      </Button>
    </section>
  );
}

import { Button } from '@mantine/core';
import { formatDateTime } from '../../../ui/index.ts';
import type { ComposeSession } from '../session/session.ts';
import { useSession } from '../session/useSession.ts';
import styles from './Page.module.css';
import { t } from '../texts/index.ts';

/** What was typed before a reload or a crash is offered; nothing is taken unasked. */
export function DraftNotice({ session }: { readonly session: ComposeSession }) {
  const { draft } = useSession(session);
  if (!draft) return null;
  return (
    <section className={styles.offer} aria-label={t('Unsaved text')}>
      <span>{t('There is text from {{time}} that was not saved.', { time: formatDateTime(draft.at) })}</span>
      <Button variant="default" onClick={() => session.takeDraft()}>
        {t('Take it up again')}
      </Button>
      <Button variant="subtle" onClick={() => session.dropDraft()}>
        {t('Drop it')}
      </Button>
    </section>
  );
}

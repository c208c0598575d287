import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { IconButton } from '../../../../ui/index.ts';
import type { ComposeSession } from '../../session/session.ts';
import styles from './Picture.module.css';
import type { Edits, Refused } from './useEdits.ts';
import { t } from '../../texts/index.ts';

interface RefusalNoticeProps {
  readonly session: ComposeSession;
  readonly refused: Refused;
  readonly edits: Edits;
}

/** Why nothing was written, and what can be done instead. */
export function RefusalNotice({ session, refused, edits }: RefusalNoticeProps) {
  const { message, hint, place, instead } = refused;
  return (
    <section className={styles.refusal} role="alert" aria-label={t('Not written')}>
      <span>{[message, hint].filter(Boolean).join(' ')}</span>
      {place && (
        <Button variant="default" size="compact-sm" onClick={() => session.reveal(place)}>
          {t('Show the place')}
        </Button>
      )}
      {instead && (
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => edits.apply(instead, t('Written with a copy of its own.'))}
        >
          {t('Write a copy of its own')}
        </Button>
      )}
      <IconButton label={t('Close')} icon={<IconX aria-hidden="true" />} onClick={edits.dropRefused} />
    </section>
  );
}

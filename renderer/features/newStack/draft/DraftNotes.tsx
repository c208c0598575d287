import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import type { DraftNote } from '../../../../contract/model/template.ts';
import styles from '../NewStack.module.css';
import { t } from '../texts/index.ts';

const iconOf = (kind: DraftNote['kind']) =>
  ({
    lost: <IconCircleX size={14} stroke={1.75} aria-label={t('Not taken over')} />,
    look: <IconAlertTriangle size={14} stroke={1.75} aria-label={t('Look at it')} />,
    info: <IconInfoCircle size={14} stroke={1.75} aria-label={t('Read so')} />,
  })[kind];
const ORDER = ['lost', 'look', 'info'] as const;

/** What became of what was given; what was lost comes first. */
export function DraftNotes({ notes }: { readonly notes: readonly DraftNote[] }) {
  if (notes.length === 0) return null;
  const sorted = notes.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  return (
    <ul className={styles.notes} aria-label={t('What was made of it')}>
      {sorted.map(({ kind, service, message }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the same may be said twice
        <li key={index} data-kind={kind}>
          {iconOf(kind)}
          <span>
            {service !== undefined && <span className={styles.service}>{service}: </span>}
            {message}
          </span>
        </li>
      ))}
    </ul>
  );
}

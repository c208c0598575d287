import type { JobItem } from '../../../contract/model/job.ts';
import { formatSize } from '../../ui/index.ts';
import styles from './Jobs.module.css';
import { t } from './texts/index.ts';

interface JobItemsProps {
  readonly items: readonly JobItem[];
}

/** Layers, steps, containers: one line each. */
export function JobItems({ items }: JobItemsProps) {
  if (items.length === 0) return null;
  return (
    <ul className={styles.items} aria-label={t('Progress in detail')}>
      {items.map((item) => (
        <li key={item.id}>
          <span className={styles.itemLabel}>{item.label}</span>
          <span className={styles.itemStatus}>{item.status}</span>
          <span className={styles.itemBytes}>{bytesOf(item)}</span>
        </li>
      ))}
    </ul>
  );
}

function bytesOf({ doneBytes, totalBytes, isDone }: JobItem): string {
  if (totalBytes === undefined) return doneBytes === undefined ? '' : formatSize(doneBytes);
  return isDone
    ? formatSize(totalBytes)
    : t('{{done}} of {{total}}', { done: formatSize(doneBytes ?? 0), total: formatSize(totalBytes) });
}

import { formatSize } from '../../ui/index.ts';
import styles from './BuildCache.module.css';
import type { CacheGroup } from './grouping.ts';
import { plural } from './texts/index.ts';

interface CacheSummaryProps {
  readonly title: string;
  readonly groups: readonly CacheGroup[];
}

/** Sizes side by side: which kind, which age holds the most. */
export function CacheSummary({ title, groups }: CacheSummaryProps) {
  const largest = Math.max(1, ...groups.map(({ sizeBytes }) => sizeBytes));
  return (
    <table className={styles.summary}>
      <caption>{title}</caption>
      <tbody>
        {groups.map(({ id, label, count, sizeBytes }) => (
          <tr key={id}>
            <th scope="row">{label}</th>
            <td className={styles.bar} aria-hidden="true">
              <span style={{ width: `${Math.max(1, (sizeBytes / largest) * 100)}%` }} />
            </td>
            <td>{formatSize(sizeBytes)}</td>
            <td className={styles.dim}>{plural(count, '1 record', '{{count}} records')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

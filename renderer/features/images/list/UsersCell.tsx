import { StatusDot } from '../../../ui/index.ts';
import styles from './Cells.module.css';
import { type ImageRow, isDangling } from './imageRows.ts';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { t } from '../texts/index.ts';

/** The containers that were made from it, by name; without any, whether a name at least leads to it. */
export function UsersCell({ row }: { readonly row: ImageRow }) {
  const { users } = row;
  const [first, ...others] = users;
  if (!first) return <span className={styles.faint}>{isDangling(row) ? t('dangling') : t('unused')}</span>;
  const isRunning = users.some(({ state }) => state === 'running');
  return (
    <>
      <StatusDot tone={isRunning ? 'running' : 'exited'} />
      <PlaceLink
        className={styles.user}
        place={`/containers/${first.id}`}
        tabIndex={-1}
        data-tip={users.map(({ name, state }) => `${name} (${state})`).join('\n')}
      >
        {first.name}
      </PlaceLink>
      {others.length > 0 && <span className={styles.more}>+{others.length}</span>}
    </>
  );
}

import { StatusDot } from '../../../ui/index.ts';
import styles from './Cells.module.css';
import type { VolumeRow } from './volumeRows.ts';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';

/** The containers that have it, running or not; without any, who had it. */
export function UsersCell({ row }: { readonly row: VolumeRow }) {
  const { users, origin } = row;
  const [first, ...others] = users;
  if (!first) return <span className={styles.faint}>{origin ? `unused, was ${origin.container}’s` : 'unused'}</span>;
  const isRunning = users.some(({ state }) => state === 'running');
  return (
    <>
      <StatusDot tone={isRunning ? 'running' : 'exited'} />
      <PlaceLink
        className={styles.user}
        place={`/containers/${first.id}`}
        tabIndex={-1}
        data-tip={users.map(({ name, state, destination }) => `${name} (${state}) at ${destination}`).join('\n')}
      >
        {first.name}
      </PlaceLink>
      {others.length > 0 && <span className={styles.more}>+{others.length}</span>}
    </>
  );
}

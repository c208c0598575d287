import { StatusDot } from '../../../ui/index.ts';
import styles from './Cells.module.css';
import type { VolumeRow } from './volumeRows.ts';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { t } from '../texts/index.ts';

/** The containers that have it, running or not; without any, who had it. */
export function UsersCell({ row }: { readonly row: VolumeRow }) {
  const { users, origin } = row;
  const [first, ...others] = users;
  if (!first)
    return (
      <span className={styles.faint}>
        {origin ? t('unused, was {{container}}’s', { container: origin.container }) : t('unused')}
      </span>
    );
  const isRunning = users.some(({ state }) => state === 'running');
  return (
    <>
      <StatusDot tone={isRunning ? 'running' : 'exited'} />
      <PlaceLink
        className={styles.user}
        place={`/containers/${first.id}`}
        tabIndex={-1}
        data-tip={users
          .map(({ name, state, destination }) =>
            t('{{name}} ({{state}}) at {{destination}}', { name, state, destination }),
          )
          .join('\n')}
      >
        {first.name}
      </PlaceLink>
      {others.length > 0 && <span className={styles.more}>+{others.length}</span>}
    </>
  );
}

import { StatusDot } from '../../../ui/index.ts';
import styles from './Cells.module.css';
import shared from '../../../ui/list/List.module.css';
import type { NetworkRow } from './networkRows.ts';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { t } from '../texts/index.ts';

/** The containers on it, by name. */
export function UsersCell({ row: { users } }: { readonly row: NetworkRow }) {
  const first = users.find(({ state }) => state === 'running') ?? users[0];
  if (!first) return <span className={shared.faint}>{t('nobody')}</span>;
  return (
    <>
      <StatusDot tone={users.some(({ state }) => state === 'running') ? 'running' : 'exited'} />
      <PlaceLink
        className={styles.user}
        place={`/containers/${first.id}/networks`}
        tabIndex={-1}
        data-tip={users
          .slice(0, MOST_NAMED)
          .map(({ name, state }) => `${name} (${state})`)
          .concat(users.length > MOST_NAMED ? [t('and {{users}} more', { users: users.length - MOST_NAMED })] : [])
          .join('\n')}
      >
        {first.name}
      </PlaceLink>
      {users.length > 1 && <span className={styles.more}>+{users.length - 1}</span>}
    </>
  );
}

const MOST_NAMED = 20;

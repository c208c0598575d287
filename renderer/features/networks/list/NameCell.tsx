import styles from './Cells.module.css';
import type { NetworkRow } from './networkRows.ts';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { t } from '../texts/index.ts';

/** The name opens the detail; the engine's own are told as such. */
export function NameCell({ row: { network, isOwn } }: { readonly row: NetworkRow }) {
  return (
    <PlaceLink
      className={styles.name}
      place={`/networks/${network.id}`}
      tabIndex={-1}
      title={network.name}
      aria-label={network.name}
      draggable={false}
    >
      <span className={styles.nameText}>{network.name}</span>
      {isOwn && (
        <span className={styles.mark} data-tip="Every engine has it: it is neither made nor removed">
          {t('engine’s own')}
        </span>
      )}
    </PlaceLink>
  );
}

import styles from './Cells.module.css';
import type { VolumeRow } from './volumeRows.ts';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { t } from '../texts/index.ts';

/** The name opens the detail. What nobody named is told by what made it. */
export function NameCell({ row }: { readonly row: VolumeRow }) {
  const { id, label, volume, origin } = row;
  return (
    <PlaceLink
      className={styles.name}
      place={`/volumes/${encodeURIComponent(id)}`}
      tabIndex={-1}
      title={id}
      aria-label={label}
      draggable={false}
    >
      <span className={volume.isAnonymous ? styles.madeUp : styles.given}>{label}</span>
      {volume.isAnonymous && (
        <span className={styles.origin}>
          {origin
            ? t('{{destination}} of {{image}}', { destination: origin.destination, image: origin.image })
            : t('anonymous')}
        </span>
      )}
    </PlaceLink>
  );
}

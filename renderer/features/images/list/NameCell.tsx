import { useNewerTags } from '../../updates/index.ts';
import styles from './Cells.module.css';
import { type ImageRow, isDangling } from './imageRows.ts';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { t } from '../texts/index.ts';

interface NameCellProps {
  readonly row: ImageRow;
  readonly isGrouped: boolean;
}

/** The name opens the detail. The repository is fainter than the tag, which tells the rows apart. */
export function NameCell({ row, isGrouped }: NameCellProps) {
  const { id, repository, tag, label } = row;
  const newer = useNewerTags();
  return (
    <PlaceLink
      className={styles.name}
      data-indented={row.isIndented || undefined}
      place={`/images/${encodeURIComponent(id)}`}
      tabIndex={-1}
      title={label}
      aria-label={label}
      draggable={false}
    >
      {isDangling(row) ? (
        <span className={styles.nameless}>
          {repository === '' ? t('no name') : t('{{repository}} (no tag)', { repository })}
        </span>
      ) : (
        <>
          <span className={isGrouped ? styles.repositoryFaint : styles.repository}>{repository}</span>
          <span className={styles.tag}>:{tag}</span>
          {newer.get(row.reference) === row.image.id && (
            <span className={styles.newer}>{t('newer in its registry')}</span>
          )}
        </>
      )}
    </PlaceLink>
  );
}

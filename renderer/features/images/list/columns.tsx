import { compareText } from '../../../ui/compareText.ts';
import { formatSize, RelativeTime } from '../../../ui/index.ts';
import type { Column } from '../../../ui/table/columns.ts';
import styles from '../../../ui/list/List.module.css';
import { shortId } from '../text/reference.ts';
import { type ImageRow, isDangling } from './imageRows.ts';
import { NameCell } from './NameCell.tsx';
import { PlatformCell } from './PlatformCell.tsx';
import { UsersCell } from './UsersCell.tsx';
import type { SharedSizes } from './useSharedSizes.ts';
import { t } from '../texts/index.ts';

export type ImageColumn = Column<ImageRow>;

interface ColumnsContext {
  readonly context: string;
  /** Names stand under their repository. */
  readonly isGrouped: boolean;
  readonly sharedSizes: SharedSizes;
}

const dim = (text: string) => (
  <span className={styles.dim} title={text}>
    {text}
  </span>
);

const digestOf = ({ image, repository }: ImageRow): string =>
  (image.digests.find((digest) => digest.startsWith(`${repository}@`)) ?? image.digests[0] ?? '').replace(/^.*@/, '');

export const imageColumns = ({ context, isGrouped, sharedSizes }: ColumnsContext): readonly ImageColumn[] => [
  {
    id: 'name',
    title: t('Name'),
    width: 190,
    minWidth: 120,
    grow: 2,
    isHeader: true,
    compare: (a, b) => Number(isDangling(a)) - Number(isDangling(b)) || compareText(a.label, b.label),
    cell: (row) => <NameCell row={row} isGrouped={isGrouped} />,
  },
  {
    id: 'users',
    title: t('Used by'),
    width: 150,
    minWidth: 90,
    grow: 1,
    dropOrder: 5,
    compare: (a, b) => b.users.length - a.users.length || Number(isDangling(a)) - Number(isDangling(b)),
    cell: (row) => <UsersCell row={row} />,
  },
  {
    id: 'size',
    title: t('Size'),
    width: 84,
    align: 'end',
    isDescendingFirst: true,
    compare: (a, b) => a.image.sizeBytes - b.image.sizeBytes,
    cell: ({ image }) => <span>{formatSize(image.sizeBytes)}</span>,
  },
  {
    id: 'shared',
    title: t('Shared'),
    width: 84,
    dropOrder: 2,
    align: 'end',
    isDescendingFirst: true,
    compare: (a, b) => (sharedSizes[a.image.id] ?? -1) - (sharedSizes[b.image.id] ?? -1),
    cell: ({ image }) => {
      const said = sharedSizes[image.id];
      if (said === undefined) return null;
      // The containerd store counts what is packed and what is unpacked differently.
      const shared = Math.min(said, image.sizeBytes);
      return (
        <span
          className={styles.dim}
          data-tip={t('{{size}} are its own', { size: formatSize(image.sizeBytes - shared) })}
        >
          {formatSize(shared)}
        </span>
      );
    },
  },
  {
    id: 'platform',
    title: t('Platform'),
    width: 104,
    dropOrder: 3,
    cell: ({ image }) => <PlatformCell context={context} image={image} />,
  },
  {
    id: 'created',
    title: t('Created'),
    width: 88,
    dropOrder: 4,
    align: 'end',
    // The youngest has the smallest age.
    compare: (a, b) => b.image.createdAt - a.image.createdAt,
    cell: ({ image }) => (image.createdAt > 0 ? <RelativeTime at={image.createdAt} style="age" /> : dim('unknown')),
  },
  {
    id: 'id',
    title: t('Id'),
    width: 108,
    dropOrder: 1,
    compare: (a, b) => (a.image.id < b.image.id ? -1 : 1),
    cell: ({ image }) => (
      <code className={styles.dim} title={image.id}>
        {shortId(image.id)}
      </code>
    ),
  },
  {
    id: 'digest',
    title: t('Digest'),
    width: 150,
    isHiddenAtFirst: true,
    compare: (a, b) => compareText(digestOf(a), digestOf(b)),
    cell: (row) => (
      <code className={styles.dim} title={digestOf(row)}>
        {digestOf(row)}
      </code>
    ),
  },
  {
    id: 'labels',
    title: t('Labels'),
    width: 150,
    isHiddenAtFirst: true,
    cell: ({ image }) =>
      dim(
        Object.entries(image.labels)
          .map(([key, value]) => `${key}=${value}`)
          .join(', '),
      ),
  },
];

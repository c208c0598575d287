import { compareText } from '../../../ui/compareText.ts';
import { formatSize, RelativeTime } from '../../../ui/index.ts';
import styles from '../../../ui/list/List.module.css';
import type { Column } from '../../../ui/table/columns.ts';
import type { Sizes } from '../store/sizes.ts';
import { NameCell } from './NameCell.tsx';
import { UsersCell } from './UsersCell.tsx';
import { byLabel, type VolumeRow } from './volumeRows.ts';
import { t } from '../texts/index.ts';

const dim = (text: string) => (
  <span className={styles.dim} title={text}>
    {text}
  </span>
);

const pairs = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([key, value]) => (value === '' ? key : `${key}=${value}`))
    .join(', ');

export const volumeColumns = (sizes: Sizes): readonly Column<VolumeRow>[] => [
  {
    id: 'name',
    title: t('Name'),
    width: 210,
    minWidth: 130,
    grow: 2,
    isHeader: true,
    compare: byLabel,
    cell: (row) => <NameCell row={row} />,
  },
  {
    id: 'users',
    title: t('Used by'),
    width: 160,
    minWidth: 90,
    grow: 1,
    dropOrder: 5,
    compare: (a, b) => b.users.length - a.users.length,
    cell: (row) => <UsersCell row={row} />,
  },
  {
    id: 'size',
    title: t('Size'),
    width: 88,
    dropOrder: 6,
    align: 'end',
    isDescendingFirst: true,
    compare: (a, b) => (sizes.values[a.id] ?? -1) - (sizes.values[b.id] ?? -1),
    cell: ({ id }) => {
      const size = sizes.values[id];
      if (size !== undefined) return <span>{formatSize(size)}</span>;
      return sizes.isMeasuring ? dim('…') : dim(sizes.at === undefined ? '' : t('unknown'));
    },
  },
  {
    id: 'driver',
    title: t('Driver'),
    width: 78,
    dropOrder: 2,
    compare: (a, b) => compareText(a.volume.driver, b.volume.driver),
    cell: ({ volume }) => dim(volume.driver),
  },
  {
    id: 'options',
    title: t('Options'),
    width: 150,
    isHiddenAtFirst: true,
    compare: (a, b) => compareText(pairs(a.volume.options), pairs(b.volume.options)),
    cell: ({ volume }) => dim(pairs(volume.options)),
  },
  {
    id: 'labels',
    title: t('Labels'),
    width: 150,
    dropOrder: 1,
    isHiddenAtFirst: true,
    cell: ({ volume }) => dim(pairs(volume.labels)),
  },
  {
    id: 'scope',
    title: t('Scope'),
    width: 70,
    isHiddenAtFirst: true,
    compare: (a, b) => compareText(a.volume.scope, b.volume.scope),
    cell: ({ volume }) => dim(volume.scope),
  },
  {
    id: 'created',
    title: t('Created'),
    width: 88,
    dropOrder: 3,
    align: 'end',
    // The youngest has the smallest age.
    compare: (a, b) => b.volume.createdAt - a.volume.createdAt,
    cell: ({ volume }) => (volume.createdAt > 0 ? <RelativeTime at={volume.createdAt} style="age" /> : dim('unknown')),
  },
];

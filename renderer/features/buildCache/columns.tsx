import type { BuildCacheRecord } from '../../../contract/model/buildCache.ts';
import { formatSize, RelativeTime } from '../../ui/index.ts';
import type { Column } from '../../ui/table/columns.ts';
import styles from './BuildCache.module.css';
import { typeLabel, usedAt } from './grouping.ts';
import { t } from './texts/index.ts';

export const COLUMNS: readonly Column<BuildCacheRecord>[] = [
  {
    id: 'description',
    get title() {
      return t('Made by');
    },
    width: 280,
    grow: 3,
    isHeader: true,
    compare: (a, b) => a.description.localeCompare(b.description),
    cell: ({ description, isInUse }) => (
      <span className={styles.description} title={description}>
        {description.trim() || t('(no description)')}
        {isInUse && <span className={styles.mark}>{t('in use')}</span>}
      </span>
    ),
  },
  {
    id: 'type',
    get title() {
      return t('Kind');
    },
    width: 140,
    dropOrder: 3,
    compare: (a, b) => typeLabel(a.type).localeCompare(typeLabel(b.type)),
    cell: ({ type }) => typeLabel(type),
  },
  {
    id: 'size',
    get title() {
      return t('Size');
    },
    width: 84,
    align: 'end',
    isDescendingFirst: true,
    compare: (a, b) => a.sizeBytes - b.sizeBytes,
    cell: ({ sizeBytes }) => formatSize(sizeBytes),
  },
  {
    id: 'used',
    get title() {
      return t('Last used');
    },
    width: 112,
    isDescendingFirst: true,
    compare: (a, b) => usedAt(a) - usedAt(b),
    cell: (record) => <RelativeTime at={usedAt(record)} />,
  },
  {
    id: 'count',
    get title() {
      return t('Uses');
    },
    width: 64,
    align: 'end',
    dropOrder: 2,
    isDescendingFirst: true,
    compare: (a, b) => a.usageCount - b.usageCount,
    cell: ({ usageCount }) => usageCount,
  },
  {
    id: 'shared',
    get title() {
      return t('Shared');
    },
    width: 96,
    dropOrder: 1,
    compare: (a, b) => Number(a.isShared) - Number(b.isShared),
    cell: ({ isShared }) => (isShared ? t('with images') : ''),
  },
  {
    id: 'created',
    get title() {
      return t('Created');
    },
    width: 112,
    isHiddenAtFirst: true,
    isDescendingFirst: true,
    compare: (a, b) => a.createdAt - b.createdAt,
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
  {
    id: 'parents',
    get title() {
      return t('Built on');
    },
    width: 220,
    isHiddenAtFirst: true,
    cell: ({ parents }) => <code>{parents.join(', ')}</code>,
  },
  {
    id: 'id',
    get title() {
      return t('ID');
    },
    width: 220,
    isHiddenAtFirst: true,
    cell: ({ id }) => <code>{id}</code>,
  },
];

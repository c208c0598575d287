import {
  IconCpu,
  IconFile,
  IconFolder,
  IconFolderSymlink,
  IconFileSymlink,
  IconPlugConnected,
  IconTrash,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { shownName } from '../../../../contract/model/fileName.ts';
import { formatDateTime, formatNumber, formatSize } from '../../../ui/index.ts';
import type { Column } from '../../../ui/table/columns.ts';
import { changeWords, octal, permissionsText } from '../text/words.ts';
import styles from '../Files.module.css';
import { COMPARE, type FileRow, isDirectory } from './rows.ts';
import { plural, t } from '../texts/index.ts';

const LETTER = { added: 'A', changed: 'C', deleted: 'D' } as const;

function iconOf(row: FileRow): ReactNode {
  if (!row.entry) return <IconTrash aria-hidden="true" />;
  const { kind } = row.entry;
  if (kind === 'symlink')
    return isDirectory(row) ? <IconFolderSymlink aria-hidden="true" /> : <IconFileSymlink aria-hidden="true" />;
  if (kind === 'directory') return <IconFolder aria-hidden="true" />;
  if (kind === 'device') return <IconCpu aria-hidden="true" />;
  return kind === 'file' ? <IconFile aria-hidden="true" /> : <IconPlugConnected aria-hidden="true" />;
}

const dim = (text: string, title = text) => (
  <span className={styles.dim} title={title}>
    {text}
  </span>
);

export const FILE_COLUMNS: readonly Column<FileRow>[] = [
  {
    id: 'name',
    get title() {
      return t('Name');
    },
    width: 180,
    minWidth: 120,
    grow: 1,
    isHeader: true,
    compare: COMPARE['name'],
    cell: (row) => (
      <span className={styles.nameCell} data-change={row.change} data-directory={isDirectory(row) || undefined}>
        {iconOf(row)}
        <span className={styles.fileName} title={row.shown}>
          {row.shown}
        </span>
        {row.entry?.target !== undefined && <span className={styles.target}>→ {shownName(row.entry.target)}</span>}
        {row.entry?.kind === 'symlink' && row.entry.targetKind === undefined && row.entry.links === undefined && (
          <span className="g-visually-hidden">{t(', leads nowhere that is known')}</span>
        )}
        {row.change && (
          <span className={styles.change} data-kind={row.change} title={changeWords(row.change)}>
            <span aria-hidden="true">{LETTER[row.change]}</span>
            <span className="g-visually-hidden">, {changeWords(row.change)}</span>
          </span>
        )}
      </span>
    ),
  },
  {
    id: 'size',
    get title() {
      return t('Size');
    },
    width: 76,
    align: 'end',
    dropOrder: 4,
    isDescendingFirst: true,
    compare: COMPARE['size'],
    cell: (row) =>
      dim(
        row.entry?.kind === 'file' ? formatSize(row.entry.sizeBytes) : '',
        row.entry
          ? plural(row.entry.sizeBytes, '1 byte', '{{number}} bytes', { number: formatNumber(row.entry.sizeBytes) })
          : '',
      ),
  },
  {
    id: 'modified',
    get title() {
      return t('Modified');
    },
    width: 196,
    dropOrder: 1,
    isDescendingFirst: true,
    compare: COMPARE['modified'],
    cell: ({ entry }) => dim(entry && entry.modifiedAt > 0 ? formatDateTime(entry.modifiedAt) : ''),
  },
  {
    id: 'rights',
    get title() {
      return t('Rights');
    },
    width: 96,
    dropOrder: 3,
    compare: COMPARE['rights'],
    cell: ({ entry }) => (
      <span className={styles.mono} title={entry && octal(entry.mode)}>
        {entry && permissionsText(entry)}
      </span>
    ),
  },
  {
    id: 'owner',
    get title() {
      return t('Owner');
    },
    width: 84,
    dropOrder: 2,
    compare: COMPARE['owner'],
    cell: ({ entry }) => <span className={styles.mono}>{entry && `${entry.userId}:${entry.groupId}`}</span>,
  },
];

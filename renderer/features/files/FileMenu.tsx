import { IconCopy, IconDownload, IconEye, IconFolderOpen, IconPencil, IconTrash } from '@tabler/icons-react';
import type { FileAccess } from '../../../contract/model/files.ts';
import { copyText } from '../../ui/index.ts';
import { CommandMenu } from '../../ui/list/CommandMenu.tsx';
import type { Point } from '../../ui/table/Table.tsx';
import { type FileRow, isDirectory } from './list/rows.ts';
import { plural, t } from './texts/index.ts';

interface FileMenuProps {
  readonly at: Point;
  readonly rows: readonly FileRow[];
  readonly access: FileAccess;
  readonly onOpen: () => void;
  readonly onDownload: () => void;
  readonly onRename: () => void;
  readonly onRemove: () => void;
  /** The paths. */
  readonly onCopy: readonly string[];
  readonly onClose: () => void;
}

export function FileMenu({ at, rows, access, onOpen, onDownload, onRename, onRemove, onCopy, onClose }: FileMenuProps) {
  const [first] = rows;
  if (!first) return null;
  const isOne = rows.length === 1;
  const isOpened = isDirectory(first);
  return (
    <CommandMenu
      at={at}
      label={t('What can be done')}
      heading={isOne ? first.shown : plural(rows.length, '1 selected', '{{count}} selected')}
      groups={[
        isOne
          ? [
              {
                id: 'open',
                title: isOpened ? t('Open') : t('Look into it'),
                icon: isOpened ? <IconFolderOpen size={15} /> : <IconEye size={15} />,
                shortcut: 'enter',
                run: onOpen,
              },
            ]
          : [],
        [
          { id: 'download', title: t('Download'), icon: <IconDownload size={15} />, run: onDownload },
          {
            id: 'copy',
            title: isOne ? t('Copy its path') : t('Copy their paths'),
            icon: <IconCopy size={15} />,
            run: () => void copyText(onCopy.join('\n')),
          },
        ],
        access.canChange
          ? [
              ...(isOne
                ? [{ id: 'rename', title: t('Rename…'), icon: <IconPencil size={15} />, shortcut: 'f2', run: onRename }]
                : []),
              {
                id: 'remove',
                title: t('Remove…'),
                icon: <IconTrash size={15} />,
                shortcut: 'delete',
                isDangerous: true,
                run: onRemove,
              },
            ]
          : [],
      ]}
      onClose={onClose}
    />
  );
}

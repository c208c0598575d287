import {
  IconArchive,
  IconCalendarTime,
  IconClipboard,
  IconCopy,
  IconCursorText,
  IconEraser,
  IconHistory,
  IconServer2,
  IconTrash,
} from '@tabler/icons-react';
import { copyText } from '../../../ui/index.ts';
import type { ListCommand } from '../../../ui/list/listTypes.ts';
import type { VolumeRow } from '../list/volumeRows.ts';
import type { VolumeDialog } from '../store/viewSlice.ts';
import type { VolumeActions } from './useVolumeActions.ts';
import { t } from '../texts/index.ts';

type VolumeCommand = ListCommand<VolumeRow>;

/** Everything that can be done to volumes. */
export function volumeCommands({ ask }: VolumeActions): readonly VolumeCommand[] {
  const single = (
    command: Omit<VolumeCommand, 'isSingle' | 'isFor' | 'run'>,
    run: (row: VolumeRow) => void,
    isFor: (row: VolumeRow) => boolean = () => true,
  ): VolumeCommand => ({
    ...command,
    isSingle: true,
    isFor: ([row, ...others]) => row !== undefined && others.length === 0 && isFor(row),
    run: ([row]) => row && run(row),
  });
  const asks = (type: Exclude<VolumeDialog['type'], 'create' | 'prune' | 'remove'>) => (row: VolumeRow) =>
    ask({ type, name: row.id });
  return [
    single(
      {
        id: 'backup',
        title: t('Back up…'),
        icon: <IconArchive />,
        group: 'keep',
        shortcut: 'e',
        keywords: ['export', 'save', 'tar'],
      },
      asks('backup'),
    ),
    single(
      {
        id: 'restore',
        title: t('Restore into it…'),
        icon: <IconHistory />,
        group: 'keep',
        keywords: ['import', 'tar'],
      },
      asks('restore'),
    ),
    single(
      {
        id: 'schedule',
        title: t('Back up on a schedule…'),
        icon: <IconCalendarTime />,
        group: 'keep',
        keywords: ['daily', 'cron'],
      },
      asks('schedule'),
    ),
    single(
      {
        id: 'clone',
        title: t('Clone…'),
        icon: <IconCopy />,
        group: 'change',
        shortcut: 'c',
        keywords: ['duplicate', 'copy'],
      },
      asks('clone'),
    ),
    single(
      {
        id: 'copy',
        title: t('Copy to another engine…'),
        icon: <IconServer2 />,
        group: 'change',
        keywords: ['migrate', 'move', 'context'],
      },
      asks('copy'),
    ),
    single(
      { id: 'rename', title: t('Rename…'), icon: <IconCursorText />, group: 'change', keywords: ['name'] },
      asks('rename'),
    ),
    single(
      { id: 'copy-name', title: t('Copy name'), icon: <IconClipboard />, group: 'clipboard' },
      ({ id }) => void copyText(id),
    ),
    single(
      { id: 'copy-mountpoint', title: t('Copy mountpoint'), icon: <IconClipboard />, group: 'clipboard' },
      ({ volume }) => void copyText(volume.mountpoint),
      ({ volume }) => volume.mountpoint !== '',
    ),
    single(
      {
        id: 'empty',
        title: t('Empty…'),
        icon: <IconEraser />,
        group: 'remove',
        keywords: ['clear'],
        isDangerous: true,
      },
      asks('empty'),
    ),
    {
      id: 'remove',
      title: t('Remove…'),
      icon: <IconTrash />,
      group: 'remove',
      shortcut: 'Delete',
      keywords: ['delete', 'rm', 'docker volume rm'],
      isDangerous: true,
      isFor: (rows) => rows.length > 0,
      run: (rows) => ask({ type: 'remove', names: rows.map(({ id }) => id) }),
    },
  ];
}

import {
  IconAdjustmentsHorizontal,
  IconChartLine,
  IconCopy,
  IconCopyPlus,
  IconCursorText,
  IconEdit,
  IconFileText,
  IconLayersSubtract,
  IconPackageExport,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipForward,
  IconPlayerStop,
  IconPlugConnected,
  IconRefresh,
  IconRoute2,
  IconSkull,
  IconTerminal2,
  IconTrash,
} from '@tabler/icons-react';
import type { ContainerActionType } from '../../../../contract/model/action.ts';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { copyText } from '../../../ui/index.ts';
import type { ListCommand } from '../../../ui/list/listTypes.ts';
import { openConnectTo } from '../../connecting/index.ts';
import { openEdit } from '../../containerChange/index.ts';
import { isPossible } from './possible.ts';
import type { ContainerActions } from './useActions.ts';
import { t } from '../texts/index.ts';

export interface ContainerCommand extends ListCommand<ContainerSummary> {
  readonly group: 'state' | 'look' | 'change' | 'copy' | 'remove';
  /** In the palette, where “Stop web” does not say it well. */
  readonly titleFor?: (name: string) => string;
}

export function containerCommands(actions: ContainerActions): readonly ContainerCommand[] {
  const any = (type: ContainerActionType) => (containers: readonly ContainerSummary[]) =>
    containers.some(({ state }) => isPossible(type, state));
  const one = (containers: readonly ContainerSummary[]) => containers.length === 1;
  const withFirst = (run: (container: ContainerSummary) => void) => (containers: readonly ContainerSummary[]) => {
    if (containers[0]) run(containers[0]);
  };
  const idsFor = (type: ContainerActionType, containers: readonly ContainerSummary[]) =>
    containers.filter(({ state }) => isPossible(type, state)).map(({ id }) => id);
  const look = (tab: 'logs' | 'terminal' | 'stats') => ({
    group: 'look' as const,
    isSingle: true,
    isFor: one,
    run: withFirst(({ id }) => actions.open(id, tab)),
  });

  return [
    {
      id: 'start',
      title: t('Start'),
      icon: <IconPlayerPlay />,
      group: 'state',
      shortcut: 's',
      isFor: any('start'),
      run: (containers) => actions.apply(containers, { type: 'start' }),
    },
    {
      id: 'stop',
      title: t('Stop'),
      icon: <IconPlayerStop />,
      group: 'state',
      shortcut: 'x',
      isFor: any('stop'),
      run: (containers) => actions.apply(containers, { type: 'stop' }),
    },
    {
      id: 'restart',
      title: t('Restart'),
      icon: <IconRefresh />,
      group: 'state',
      shortcut: 'r',
      isFor: any('restart'),
      run: (containers) => actions.apply(containers, { type: 'restart' }),
    },
    {
      id: 'pause',
      title: t('Pause'),
      icon: <IconPlayerPause />,
      group: 'state',
      shortcut: 'p',
      keywords: ['freeze'],
      isFor: any('pause'),
      run: (containers) => actions.apply(containers, { type: 'pause' }),
    },
    {
      id: 'unpause',
      title: t('Unpause'),
      icon: <IconPlayerSkipForward />,
      group: 'state',
      shortcut: 'u',
      keywords: ['resume', 'continue'],
      isFor: any('unpause'),
      run: (containers) => actions.apply(containers, { type: 'unpause' }),
    },
    {
      id: 'stopWith',
      title: t('Stop with a grace period…'),
      icon: <IconPlayerStop />,
      group: 'state',
      keywords: ['timeout'],
      isFor: any('stop'),
      run: (containers) => actions.ask({ type: 'stop', ids: idsFor('stop', containers) }),
    },
    {
      id: 'kill',
      title: t('Kill or send a signal…'),
      icon: <IconSkull />,
      group: 'state',
      shortcut: 'k',
      keywords: ['sigkill', 'sighup', 'sigterm'],
      isFor: any('kill'),
      run: (containers) => actions.ask({ type: 'kill', ids: idsFor('kill', containers) }),
    },
    { id: 'logs', title: t('Logs'), icon: <IconFileText />, shortcut: 'l', keywords: ['output'], ...look('logs') },
    {
      id: 'terminal',
      title: t('Terminal'),
      icon: <IconTerminal2 />,
      shortcut: 't',
      keywords: ['exec', 'shell'],
      titleFor: (name) => t('Open a terminal in {{name}}', { name }),
      ...look('terminal'),
    },
    {
      id: 'attach',
      title: t('Attach to the main process'),
      titleFor: (name) => t('Attach to the main process of {{name}}', { name }),
      icon: <IconPlugConnected />,
      group: 'look',
      keywords: ['terminal', 'docker attach'],
      isSingle: true,
      isFor: (containers) => one(containers) && containers[0]?.state === 'running',
      run: withFirst(actions.attach),
    },
    { id: 'stats', title: t('Stats'), icon: <IconChartLine />, keywords: ['cpu', 'memory'], ...look('stats') },
    {
      id: 'rename',
      title: t('Rename'),
      icon: <IconCursorText />,
      group: 'change',
      shortcut: 'f2',
      isSingle: true,
      isFor: (containers) => one(containers) && any('rename')(containers),
      run: withFirst(({ id }) => actions.rename(id)),
    },
    {
      id: 'connectTo',
      title: t('Connect to…'),
      titleFor: (name) => t('Connect {{name}} to another container', { name }),
      icon: <IconRoute2 />,
      group: 'change',
      keywords: ['network', 'link', 'alias', 'docker network connect'],
      isSingle: true,
      isFor: one,
      run: withFirst(({ id }) => openConnectTo({ fromId: id })),
    },
    {
      id: 'edit',
      title: t('Edit…'),
      icon: <IconEdit />,
      group: 'change',
      shortcut: 'e',
      keywords: ['change', 'settings', 'recreate', 'environment', 'ports', 'volumes'],
      isSingle: true,
      isFor: one,
      run: withFirst(({ id, name }) => openEdit({ id, name })),
    },
    {
      id: 'update',
      title: t('Limits and restart policy…'),
      icon: <IconAdjustmentsHorizontal />,
      group: 'change',
      keywords: ['update', 'memory', 'cpu', 'restart'],
      isFor: any('update'),
      run: (containers) => actions.ask({ type: 'update', ids: idsFor('update', containers) }),
    },
    {
      id: 'duplicate',
      title: t('Duplicate…'),
      icon: <IconCopyPlus />,
      group: 'change',
      keywords: ['copy', 'clone', 'again', 'docker run'],
      isSingle: true,
      isFor: one,
      run: withFirst(actions.duplicate),
    },
    {
      id: 'commit',
      title: t('Commit to an image…'),
      icon: <IconLayersSubtract />,
      group: 'change',
      keywords: ['save', 'snapshot'],
      isSingle: true,
      isFor: one,
      run: withFirst(({ id }) => actions.ask({ type: 'commit', id })),
    },
    {
      id: 'export',
      title: t('Export the filesystem'),
      icon: <IconPackageExport />,
      group: 'change',
      keywords: ['tar', 'archive', 'download'],
      isSingle: true,
      isFor: one,
      run: withFirst(actions.exportFilesystem),
    },
    {
      id: 'copyId',
      title: t('Copy id'),
      icon: <IconCopy />,
      group: 'copy',
      isFor: () => true,
      run: (containers) => void copyText(containers.map(({ id }) => id).join('\n')),
    },
    {
      id: 'copyName',
      title: t('Copy name'),
      icon: <IconCopy />,
      group: 'copy',
      isFor: () => true,
      run: (containers) => void copyText(containers.map(({ name }) => name).join('\n')),
    },
    {
      id: 'remove',
      title: t('Remove…'),
      icon: <IconTrash />,
      group: 'remove',
      shortcut: 'delete',
      keywords: ['delete', 'rm'],
      isDangerous: true,
      isFor: any('remove'),
      // Those that cannot be removed now are named in the dialog.
      run: (containers) => actions.ask({ type: 'remove', ids: containers.map(({ id }) => id) }),
    },
  ];
}

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
      title: 'Start',
      icon: <IconPlayerPlay />,
      group: 'state',
      shortcut: 's',
      isFor: any('start'),
      run: (containers) => actions.apply(containers, { type: 'start' }),
    },
    {
      id: 'stop',
      title: 'Stop',
      icon: <IconPlayerStop />,
      group: 'state',
      shortcut: 'x',
      isFor: any('stop'),
      run: (containers) => actions.apply(containers, { type: 'stop' }),
    },
    {
      id: 'restart',
      title: 'Restart',
      icon: <IconRefresh />,
      group: 'state',
      shortcut: 'r',
      isFor: any('restart'),
      run: (containers) => actions.apply(containers, { type: 'restart' }),
    },
    {
      id: 'pause',
      title: 'Pause',
      icon: <IconPlayerPause />,
      group: 'state',
      shortcut: 'p',
      keywords: ['freeze'],
      isFor: any('pause'),
      run: (containers) => actions.apply(containers, { type: 'pause' }),
    },
    {
      id: 'unpause',
      title: 'Unpause',
      icon: <IconPlayerSkipForward />,
      group: 'state',
      shortcut: 'u',
      keywords: ['resume', 'continue'],
      isFor: any('unpause'),
      run: (containers) => actions.apply(containers, { type: 'unpause' }),
    },
    {
      id: 'stopWith',
      title: 'Stop with a grace period…',
      icon: <IconPlayerStop />,
      group: 'state',
      keywords: ['timeout'],
      isFor: any('stop'),
      run: (containers) => actions.ask({ type: 'stop', ids: idsFor('stop', containers) }),
    },
    {
      id: 'kill',
      title: 'Kill or send a signal…',
      icon: <IconSkull />,
      group: 'state',
      shortcut: 'k',
      keywords: ['sigkill', 'sighup', 'sigterm'],
      isFor: any('kill'),
      run: (containers) => actions.ask({ type: 'kill', ids: idsFor('kill', containers) }),
    },
    { id: 'logs', title: 'Logs', icon: <IconFileText />, shortcut: 'l', keywords: ['output'], ...look('logs') },
    {
      id: 'terminal',
      title: 'Terminal',
      icon: <IconTerminal2 />,
      shortcut: 't',
      keywords: ['exec', 'shell'],
      titleFor: (name) => `Open a terminal in ${name}`,
      ...look('terminal'),
    },
    {
      id: 'attach',
      title: 'Attach to the main process',
      titleFor: (name) => `Attach to the main process of ${name}`,
      icon: <IconPlugConnected />,
      group: 'look',
      keywords: ['terminal', 'docker attach'],
      isSingle: true,
      isFor: (containers) => one(containers) && containers[0]?.state === 'running',
      run: withFirst(actions.attach),
    },
    { id: 'stats', title: 'Stats', icon: <IconChartLine />, keywords: ['cpu', 'memory'], ...look('stats') },
    {
      id: 'rename',
      title: 'Rename',
      icon: <IconCursorText />,
      group: 'change',
      shortcut: 'f2',
      isSingle: true,
      isFor: (containers) => one(containers) && any('rename')(containers),
      run: withFirst(({ id }) => actions.rename(id)),
    },
    {
      id: 'connectTo',
      title: 'Connect to…',
      titleFor: (name) => `Connect ${name} to another container`,
      icon: <IconRoute2 />,
      group: 'change',
      keywords: ['network', 'link', 'alias', 'docker network connect'],
      isSingle: true,
      isFor: one,
      run: withFirst(({ id }) => openConnectTo({ fromId: id })),
    },
    {
      id: 'edit',
      title: 'Edit…',
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
      title: 'Limits and restart policy…',
      icon: <IconAdjustmentsHorizontal />,
      group: 'change',
      keywords: ['update', 'memory', 'cpu', 'restart'],
      isFor: any('update'),
      run: (containers) => actions.ask({ type: 'update', ids: idsFor('update', containers) }),
    },
    {
      id: 'duplicate',
      title: 'Duplicate…',
      icon: <IconCopyPlus />,
      group: 'change',
      keywords: ['copy', 'clone', 'again', 'docker run'],
      isSingle: true,
      isFor: one,
      run: withFirst(actions.duplicate),
    },
    {
      id: 'commit',
      title: 'Commit to an image…',
      icon: <IconLayersSubtract />,
      group: 'change',
      keywords: ['save', 'snapshot'],
      isSingle: true,
      isFor: one,
      run: withFirst(({ id }) => actions.ask({ type: 'commit', id })),
    },
    {
      id: 'export',
      title: 'Export the filesystem',
      icon: <IconPackageExport />,
      group: 'change',
      keywords: ['tar', 'archive', 'download'],
      isSingle: true,
      isFor: one,
      run: withFirst(actions.exportFilesystem),
    },
    {
      id: 'copyId',
      title: 'Copy id',
      icon: <IconCopy />,
      group: 'copy',
      isFor: () => true,
      run: (containers) => void copyText(containers.map(({ id }) => id).join('\n')),
    },
    {
      id: 'copyName',
      title: 'Copy name',
      icon: <IconCopy />,
      group: 'copy',
      isFor: () => true,
      run: (containers) => void copyText(containers.map(({ name }) => name).join('\n')),
    },
    {
      id: 'remove',
      title: 'Remove…',
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

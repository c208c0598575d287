import {
  IconArrowsMaximize,
  IconBug,
  IconCloudDownload,
  IconCloudUpload,
  IconEye,
  IconFileArrowRight,
  IconFileSearch,
  IconHammer,
  IconHourglass,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconPlayerTrackNext,
  IconRefresh,
  IconStack2,
  IconStackPop,
  IconTerminal,
  IconTerminal2,
  IconTrash,
  IconZoomQuestion,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { StackActionInput } from '../../../../contract/model/stackRun.ts';
import type { ListCommand } from '../../../ui/list/listTypes.ts';
import { openStackRun, type StackRunKind, type StackRunOpening, type StackToRun } from '../opening.ts';
import { startAtOnce } from './startAtOnce.ts';
import { t } from '../texts/index.ts';

/** What a row is, as far as what can be done with it depends on that. */
export interface StackRunRow extends StackToRun {
  /** One service of it; absent: the whole stack. */
  readonly service?: string;
  readonly containerCount: number;
  readonly runningCount: number;
  readonly isPaused: boolean;
}

interface Entry {
  readonly id: StackRunKind | 'start' | 'pause' | 'unpause';
  readonly title: string;
  readonly icon: ReactNode;
  readonly group: string;
  readonly shortcut?: string;
  readonly keywords: readonly string[];
  readonly isFor: (row: StackRunRow) => boolean;
  readonly isDangerous?: boolean;
  /** Begun without a question. */
  readonly atOnce?: (services: string[]) => StackActionInput;
}

const hasFiles = ({ files }: StackRunRow) => files !== undefined;
const isThere = ({ containerCount }: StackRunRow) => containerCount > 0;
const isRunning = ({ runningCount }: StackRunRow) => runningCount > 0;

const ENTRIES: readonly Entry[] = [
  {
    id: 'up',
    get title() {
      return t('Up…');
    },
    icon: <IconStack2 />,
    group: 'run',
    shortcut: 'u',
    keywords: ['docker compose up', 'deploy', 'plan'],
    isFor: hasFiles,
  },
  {
    id: 'start',
    get title() {
      return t('Start');
    },
    icon: <IconPlayerPlay />,
    group: 'run',
    keywords: ['docker compose start'],
    isFor: (row) => isThere(row) && !row.isPaused && row.runningCount < row.containerCount,
    atOnce: (services) => ({ type: 'start', services }),
  },
  {
    id: 'stop',
    get title() {
      return t('Stop');
    },
    icon: <IconPlayerStop />,
    group: 'run',
    keywords: ['docker compose stop'],
    isFor: isRunning,
    atOnce: (services) => ({ type: 'stop', services }),
  },
  {
    id: 'restart',
    get title() {
      return t('Restart…');
    },
    icon: <IconRefresh />,
    group: 'run',
    shortcut: 'r',
    keywords: ['docker compose restart', 'dependants'],
    isFor: isThere,
  },
  {
    id: 'pause',
    get title() {
      return t('Pause');
    },
    icon: <IconPlayerPause />,
    group: 'run',
    keywords: ['docker compose pause', 'freeze'],
    isFor: (row) => isRunning(row) && !row.isPaused,
    atOnce: (services) => ({ type: 'pause', services }),
  },
  {
    id: 'unpause',
    get title() {
      return t('Unpause');
    },
    icon: <IconPlayerTrackNext />,
    group: 'run',
    keywords: ['docker compose unpause', 'resume'],
    isFor: ({ isPaused }) => isPaused,
    atOnce: (services) => ({ type: 'unpause', services }),
  },
  {
    id: 'scale',
    get title() {
      return t('Scale…');
    },
    icon: <IconArrowsMaximize />,
    group: 'change',
    keywords: ['docker compose scale', 'replicas'],
    isFor: hasFiles,
  },
  {
    id: 'run',
    get title() {
      return t('Run a one-off command…');
    },
    icon: <IconTerminal2 />,
    group: 'change',
    keywords: ['docker compose run'],
    isFor: hasFiles,
  },
  {
    id: 'exec',
    get title() {
      return t('Terminal in a container…');
    },
    icon: <IconTerminal />,
    group: 'change',
    shortcut: 't',
    keywords: ['docker compose exec', 'docker compose attach', 'shell'],
    isFor: isRunning,
  },
  {
    id: 'cp',
    get title() {
      return t('Copy files…');
    },
    icon: <IconFileArrowRight />,
    group: 'change',
    keywords: ['docker compose cp', 'upload', 'download'],
    isFor: isThere,
  },
  {
    id: 'wait',
    get title() {
      return t('Wait until it stops…');
    },
    icon: <IconHourglass />,
    group: 'change',
    keywords: ['docker compose wait', 'exit code'],
    isFor: (row) => isRunning(row) && row.service !== undefined,
  },
  {
    id: 'watch',
    get title() {
      return t('Watch its files…');
    },
    icon: <IconEye />,
    group: 'change',
    keywords: ['docker compose watch', 'develop'],
    isFor: hasFiles,
  },
  {
    id: 'build',
    get title() {
      return t('Build…');
    },
    icon: <IconHammer />,
    group: 'images',
    keywords: ['docker compose build', 'rebuild'],
    isFor: hasFiles,
  },
  {
    id: 'pull',
    get title() {
      return t('Pull images…');
    },
    icon: <IconCloudDownload />,
    group: 'images',
    keywords: ['docker compose pull'],
    isFor: hasFiles,
  },
  {
    id: 'push',
    get title() {
      return t('Push images…');
    },
    icon: <IconCloudUpload />,
    group: 'images',
    keywords: ['docker compose push'],
    isFor: hasFiles,
  },
  {
    id: 'create',
    get title() {
      return t('Create, without starting…');
    },
    icon: <IconStackPop />,
    group: 'images',
    keywords: ['docker compose create'],
    isFor: hasFiles,
  },
  {
    id: 'report',
    get title() {
      return t('Ask Compose…');
    },
    icon: <IconFileSearch />,
    group: 'look',
    keywords: ['docker compose config', 'ps', 'top', 'images', 'volumes', 'port', 'version'],
    isFor: () => true,
  },
  {
    id: 'kill',
    get title() {
      return t('Kill…');
    },
    icon: <IconBug />,
    group: 'end',
    keywords: ['docker compose kill', 'signal'],
    isFor: isRunning,
    isDangerous: true,
  },
  {
    id: 'rm',
    get title() {
      return t('Remove stopped containers…');
    },
    icon: <IconZoomQuestion />,
    group: 'end',
    keywords: ['docker compose rm'],
    isFor: (row) => row.runningCount < row.containerCount,
    isDangerous: true,
  },
  {
    id: 'down',
    get title() {
      return t('Down…');
    },
    icon: <IconTrash />,
    group: 'end',
    shortcut: 'd',
    keywords: ['docker compose down', 'remove'],
    isFor: () => true,
    isDangerous: true,
  },
];

/** What `docker compose` does with stacks or services; menus, shortcuts and the palette are made from it. */
export function stackRunCommands<Row>(
  toRun: (row: Row) => StackRunRow,
  where: Pick<StackRunOpening, 'isOneOfSeveral'> = {},
): readonly ListCommand<Row>[] {
  return ENTRIES.map((entry): ListCommand<Row> => {
    const { id, icon, group, shortcut, keywords, isDangerous, atOnce, isFor } = entry;
    return {
      ...{
        id,
        icon,
        group,
        keywords,
        ...(shortcut !== undefined && { shortcut }),
        ...(isDangerous && { isDangerous }),
      },
      // Read when it is shown, in the language of that moment.
      get title() {
        return entry.title;
      },
      isSingle: atOnce === undefined,
      isFor: (rows) => (atOnce === undefined ? rows.length === 1 : true) && rows.some((row) => isFor(toRun(row))),
      run(rows) {
        for (const row of rows.map(toRun).filter(isFor)) {
          const { context, project, files, service } = row;
          const services = service === undefined ? [] : [service];
          const stack = { context, project, ...(files && { files }) };
          if (atOnce) startAtOnce(stack, atOnce(services));
          else openStackRun({ kind: id as StackRunKind, stack, services, ...where });
        }
      },
    };
  });
}

import { Loader } from '@mantine/core';
import type { CliArgs } from '../../../contract/commands/docker.ts';
import type { ContainerSummary } from '../../../contract/model/container.ts';
import { deferred } from '../../ui/index.ts';
import type { ReadLines } from './session/useLogSession.ts';
import { t } from './texts/index.ts';

export interface LogsViewProps {
  readonly context: string;
  /** One container, or many merged by time. */
  readonly ids: readonly string[];
  /** By id; without it the short id is shown. */
  readonly names?: Readonly<Record<string, string>>;
  /** For the docker command that reads the same. */
  readonly cliArgs?: CliArgs;
}

export interface LogsPageProps {
  readonly context: string;
  /** All that can be chosen. */
  readonly containers: readonly Pick<ContainerSummary, 'id' | 'name' | 'state' | 'stack'>[];
  readonly cliArgs?: CliArgs;
}

export interface LineLogProps {
  /** Another key is another log. */
  readonly logKey: string;
  /** Its accessible name: “Log of …”. */
  readonly label: string;
  /** For a file that it is saved to. */
  readonly fileName: string;
  /** All of it, then what comes until it ends. A line’s `source` is an index into `names`. */
  readonly read: ReadLines;
  /** Shown before each line, where there are several sources. */
  readonly names?: readonly string[];
  /** Nothing more will come. */
  readonly isEnded: boolean;
}

function Waiting() {
  return <Loader size="sm" m="md" aria-label={t('Loading')} />;
}
const waiting = <Waiting />;

// The viewer and its search worker are loaded when a log is first opened, not with the list of containers.
export const LogsView = deferred<LogsViewProps>(async () => (await import('./LogsView.tsx')).LogsView, waiting);
export const LogsPage = deferred<LogsPageProps>(async () => (await import('./LogsPage.tsx')).LogsPage, waiting);
/** The same screen for lines that no container printed. */
export const LineLog = deferred<LineLogProps>(async () => (await import('./LineLog.tsx')).LineLog, waiting);

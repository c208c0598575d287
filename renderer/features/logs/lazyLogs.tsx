import { Loader } from '@mantine/core';
import type { CliArgs } from '../../../contract/commands/docker.ts';
import type { ContainerSummary } from '../../../contract/model/container.ts';
import { deferred } from '../../ui/index.ts';

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

const waiting = <Loader size="sm" m="md" aria-label="Loading" />;

// The viewer and its search worker are loaded when a log is first opened, not with the list of containers.
export const LogsView = deferred<LogsViewProps>(async () => (await import('./LogsView.tsx')).LogsView, waiting);
export const LogsPage = deferred<LogsPageProps>(async () => (await import('./LogsPage.tsx')).LogsPage, waiting);

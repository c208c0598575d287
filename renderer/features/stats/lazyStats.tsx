import { Loader } from '@mantine/core';
import type { CliArgs } from '../../../contract/commands/docker.ts';
import { deferred } from '../../ui/index.ts';
import { t } from './texts/index.ts';

export interface StatsPanelProps {
  readonly context: string;
  readonly id: string;
  readonly name?: string;
  /** For the docker command that says the same. */
  readonly cliArgs?: CliArgs;
  /** One that does not run has only its past. */
  readonly isRunning?: boolean;
}

function Waiting() {
  return <Loader size="sm" m="md" aria-label={t('Loading')} />;
}
const waiting = <Waiting />;

/**
 * CPU, memory, network, block I/O and processes of one container: live, and the last hour. The charts are loaded when
 * they are first looked at, not with the list.
 */
export const StatsPanel = deferred<StatsPanelProps>(async () => (await import('./StatsPanel.tsx')).StatsPanel, waiting);

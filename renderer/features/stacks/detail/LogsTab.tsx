import { useMemo } from 'react';
import type { CliArgs } from '../../../../contract/commands/docker.ts';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { EmptyState } from '../../../ui/index.ts';
import { LogsView } from '../../logs/index.ts';
import { t } from '../texts/index.ts';

interface LogsTabProps {
  readonly context: string;
  readonly cliArgs: CliArgs;
  readonly containers: readonly ContainerSummary[];
}

/** What all of its containers print, merged by time. */
export function LogsTab({ context, cliArgs, containers }: LogsTabProps) {
  // A container that changes its state is the same one: its log goes on.
  const key = containers.map(({ id, name }) => `${id} ${name}`).join('\n');
  const { ids, names } = useMemo(() => {
    const pairs = key.split('\n').map((line) => line.split(' ') as [string, string]);
    return { ids: pairs.map(([id]) => id), names: Object.fromEntries(pairs) };
  }, [key]);
  if (containers.length === 0) return <EmptyState title={t('No logs')}>{t('It has no containers.')}</EmptyState>;
  return <LogsView key={key} context={context} ids={ids} names={names} cliArgs={cliArgs} />;
}

import { Select } from '@mantine/core';
import { useState } from 'react';
import type { CliArgs } from '../../../../contract/commands/docker.ts';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { EmptyState, Toolbar } from '../../../ui/index.ts';
import { StatsPanel } from '../../stats/index.ts';
import { t } from '../texts/index.ts';

interface StatsTabProps {
  readonly context: string;
  readonly cliArgs: CliArgs;
  readonly containers: readonly ContainerSummary[];
}

/** The charts of one of its containers; what all of them use now is in the tab of containers. */
export function StatsTab({ context, cliArgs, containers }: StatsTabProps) {
  const [chosenId, setChosenId] = useState<string>();
  const running = containers.filter(({ state }) => state === 'running');
  const chosen = containers.find(({ id }) => id === chosenId) ?? running[0] ?? containers[0];
  if (!chosen) return <EmptyState title={t('Nothing to measure')}>{t('It has no containers.')}</EmptyState>;
  return (
    <>
      <Toolbar label={t('Which container')}>
        <Select
          aria-label={t('Container')}
          data={containers.map(({ id, name }) => ({ value: id, label: name }))}
          value={chosen.id}
          onChange={(id) => setChosenId(id ?? undefined)}
          allowDeselect={false}
          searchable
          w={260}
        />
      </Toolbar>
      <StatsPanel
        key={chosen.id}
        context={context}
        id={chosen.id}
        name={chosen.name}
        cliArgs={cliArgs}
        isRunning={chosen.state === 'running'}
      />
    </>
  );
}

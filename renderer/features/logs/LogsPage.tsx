import { Button } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useMemo } from 'react';
import { EmptyState, Page, PageHeader } from '../../ui/index.ts';
import { useLayoutValue } from '../settings/index.ts';
import type { LogsPageProps } from './lazyLogs.tsx';
import { LogsView } from './LogsView.tsx';
import { ContainerPicker } from './picker/ContainerPicker.tsx';
import { chosenOf, groupsOf } from './picker/choice.ts';
import { t } from './texts/index.ts';

const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((name) => typeof name === 'string');
const NOBODY: readonly string[] = [];

export function LogsPage({ context, containers, cliArgs }: LogsPageProps) {
  const [remembered, choose] = useLayoutValue(`logs.chosen.${context}`, isNames, NOBODY);
  const chosen = useMemo(() => chosenOf(containers, remembered), [containers, remembered]);
  const running = containers.filter(({ state }) => state === 'running');
  const stacks = groupsOf(containers, '').filter(({ stack }) => stack !== undefined);
  const names = Object.fromEntries(chosen.map(({ id, name }) => [id, name]));

  return (
    <Page>
      <PageHeader title={t('Logs')}>
        <ContainerPicker containers={containers} chosen={chosen} onChoose={choose} />
      </PageHeader>
      {chosen.length > 0 ? (
        <LogsView context={context} ids={chosen.map(({ id }) => id)} names={names} cliArgs={cliArgs} />
      ) : (
        <EmptyState
          icon={<IconFileText />}
          title={t('Whose logs do you want to see?')}
          actions={
            <>
              {running.length > 0 && (
                <Button onClick={() => choose(running.map(({ name }) => name))}>
                  {t('All that run ({{running}})', { running: running.length })}
                </Button>
              )}
              {stacks.slice(0, 6).map(({ stack, containers: members }) => (
                <Button key={stack} variant="default" onClick={() => choose(members.map(({ name }) => name))}>
                  {stack} ({members.length})
                </Button>
              ))}
            </>
          }
        >
          {t('Choose containers above, or a stack. Their lines are merged by time, each container with its colour.')}
        </EmptyState>
      )}
    </Page>
  );
}

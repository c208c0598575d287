import { Button } from '@mantine/core';
import { IconBoxMultiple } from '@tabler/icons-react';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { useSelector } from 'react-redux';
import { composeCommand } from '../../../../contract/commands/composeCommands.ts';
import { CONFIG_WORDS, withAllProfiles } from '../../../../contract/compose/resolved.ts';
import type { StackSummary } from '../../../../contract/model/stack.ts';
import { client } from '../../../rpc/index.ts';
import { compareText } from '../../../ui/compareText.ts';
import shared from '../../../ui/detail/Detail.module.css';
import { EmptyState, ErrorNotice, type Tab, Tabs } from '../../../ui/index.ts';
import { JsonView } from '../../../ui/json/JsonView.tsx';
import { useLoad } from '../../../ui/useLoad.ts';
import { EventsTab } from '../../activity/index.ts';
import { containersSlice } from '../../containers/index.ts';
import { useSelectedContext } from '../../contexts/index.ts';
import { type StackTab, useStackActions } from '../actions/useStackActions.ts';
import { createRowMaker } from '../list/stackRows.ts';
import { stacksSlice } from '../store/stacksSlice.ts';
import { ContainersTab } from './ContainersTab.tsx';
import { DetailHeader } from './DetailHeader.tsx';
import { FilesTab } from './FilesTab.tsx';
import { LogsTab } from './LogsTab.tsx';
import { ResourcesTab } from './ResourcesTab.tsx';
import { ServicesTab } from './ServicesTab.tsx';
import { StatsTab } from './StatsTab.tsx';
import { t } from '../texts/index.ts';

interface StackDetailProps {
  readonly context: string;
  readonly project: string;
  /** From the address; anything unknown is the services. */
  readonly tab?: string | undefined;
}

/** One stack, beside the list. */
export function StackDetail({ context, project, tab }: StackDetailProps) {
  const actions = useStackActions();
  const cliArgs = useSelectedContext()?.cliArgs ?? [];
  const stack = useSelector(stacksSlice.selectors.selectEntities)[project];
  const isLoaded = useSelector(stacksSlice.selectors.selectIsLoaded);
  const containers = useContainers(project);
  const {
    value: detail,
    error,
    isLoading,
    reload,
  } = useLoad(stack && `${context} ${project}`, (signal) => client.stacks.inspect({ context, project }, { signal }));
  const makeRows = useMemo(() => createRowMaker(), []);
  const row = useMemo(() => stack && makeRows([stack], containers)[0], [makeRows, stack, containers]);

  // What the definition says changes with its files alone, not with each container.
  const definition = stack && definitionOf(stack);
  const seen = useRef(definition);
  useEffect(() => {
    if (seen.current === definition) return;
    seen.current = definition;
    reload();
  }, [definition, reload]);

  if (isLoaded && !stack) {
    return (
      <section className={shared.detail} aria-label={t('Stack')}>
        <EmptyState
          icon={<IconBoxMultiple />}
          title={t('There is no stack {{project}}', { project })}
          actions={
            <Button variant="default" onClick={actions.close}>
              {t('Back to the list')}
            </Button>
          }
        >
          {t('It was forgotten, or the engine has nothing of it any more and nobody knows its files.')}
        </EmptyState>
      </section>
    );
  }
  if (!stack || !row) return <section className={shared.detail} aria-label={t('Stack')} />;

  const tabs: readonly Tab<StackTab>[] = [
    { id: 'services', label: t('Services') },
    { id: 'containers', label: t('Containers'), ...(containers.length > 0 && { count: containers.length }) },
    { id: 'logs', label: t('Logs') },
    { id: 'stats', label: t('Stats') },
    { id: 'events', label: t('Events') },
    { id: 'resources', label: t('Networks & volumes') },
    { id: 'files', label: t('Files') },
    { id: 'inspect', label: t('Inspect') },
  ];
  const current = tabs.find((one) => one.id === tab)?.id ?? 'services';
  // Compose reads the files; what runs is shown meanwhile, and by itself says enough.
  const needsDetail = current === 'inspect' || (current === 'services' && containers.length === 0);
  const panels: Record<StackTab, () => ReactNode> = {
    services: () => <ServicesTab context={context} stack={stack} detail={detail} containers={containers} />,
    containers: () => <ContainersTab context={context} containers={containers} />,
    logs: () => <LogsTab context={context} cliArgs={cliArgs} containers={containers} />,
    stats: () => <StatsTab context={context} cliArgs={cliArgs} containers={containers} />,
    events: () => <EventsTab context={context} cliArgs={cliArgs} label={`com.docker.compose.project=${project}`} />,
    resources: () => <ResourcesTab project={project} />,
    files: () => <FilesTab context={context} stack={stack} detail={detail} actions={actions} />,
    inspect: () => {
      if (!detail) return null;
      if (detail.problem) return <ErrorNotice error={detail.problem} isBlock />;
      if (detail.config === undefined || !detail.files) {
        return <EmptyState title={t('Nothing to resolve')}>{t('Its files are not here.')}</EmptyState>;
      }
      return (
        <JsonView
          value={detail.config}
          command={composeCommand({ context, project, files: withAllProfiles(detail.files) }, CONFIG_WORDS, cliArgs)}
        />
      );
    },
  };
  return (
    <section className={shared.detail} aria-label={t('Stack {{project}}', { project })}>
      <DetailHeader context={context} row={row} actions={actions} />
      <Tabs
        label={t('About {{project}}', { project })}
        tabs={tabs}
        value={current}
        onChange={(next) => actions.open(project, next)}
      >
        {error && !detail && <ErrorNotice error={error} isBlock />}
        {isLoading && !detail && needsDetail && <p className={shared.waiting}>{t('Loading…')}</p>}
        {panels[current]()}
      </Tabs>
    </section>
  );
}

const definitionOf = ({ files, definition, editedAt }: StackSummary): string =>
  JSON.stringify([files, definition, editedAt]);

function useContainers(project: string) {
  const all = useSelector(containersSlice.selectors.selectItems);
  return useMemo(
    () => all.filter(({ stack }) => stack?.project === project).toSorted((a, b) => compareText(a.name, b.name)),
    [all, project],
  );
}

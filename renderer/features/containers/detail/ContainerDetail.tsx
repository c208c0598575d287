import { Button } from '@mantine/core';
import { IconBoxOff } from '@tabler/icons-react';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { inspectCommand } from '../../../../contract/commands/viewCommands.ts';
import type { CliArgs } from '../../../../contract/commands/docker.ts';
import type { ContainerDetail as Detail, ContainerSummary } from '../../../../contract/model/container.ts';
import { EmptyState, ErrorNotice, type Tab, Tabs } from '../../../ui/index.ts';
import { FilesView } from '../../files/index.ts';
import { HistoryTab } from '../../containerChange/index.ts';
import { LogsView } from '../../logs/index.ts';
import { StatsPanel } from '../../stats/index.ts';
import { TerminalPanel } from '../../terminal/index.ts';
import { type ContainerActions, type DetailTab, useActions } from '../actions/useActions.ts';
import { useCliArgs } from '../actions/useCliArgs.ts';
import { usePending } from '../list/StateCell.tsx';
import { ChangesTab } from './ChangesTab.tsx';
import styles from '../../../ui/detail/Detail.module.css';
import { DefinitionTab } from './DefinitionTab.tsx';
import { DetailHeader } from './DetailHeader.tsx';
import { EnvironmentTab } from './EnvironmentTab.tsx';
import { HealthTab } from './HealthTab.tsx';
import { JsonView } from '../../../ui/json/JsonView.tsx';
import { MountsTab } from './MountsTab.tsx';
import { NetworksTab } from './NetworksTab.tsx';
import { OverviewTab } from './OverviewTab.tsx';
import { ProcessesTab } from './ProcessesTab.tsx';
import { useDetail } from './useDetail.ts';
import { useIsDetailFull } from './useIsDetailFull.ts';
import { t } from '../texts/index.ts';

interface ContainerDetailProps {
  readonly context: string;
  readonly id: string;
  /** From the address; anything unknown is the overview. */
  readonly tab?: string;
}

/** One container, beside the list or over it. */
export function ContainerDetail({ context, id, tab }: ContainerDetailProps) {
  const listActions = useActions();
  const actions = useMemo<ContainerActions>(
    () => ({ ...listActions, rename: (renamed) => listActions.rename(renamed, 'header') }),
    [listActions],
  );
  const { value: detail, error, summary, isGone } = useDetail(context, id);
  const cliArgs = useCliArgs();
  const [isFull, setFull] = useIsDetailFull();

  const tabs = tabsOf(detail);
  const current = tabs.find((one) => one.id === tab)?.id ?? 'overview';
  const isShown = summary !== undefined;
  const root = useRef<HTMLElement>(null);
  useEffect(() => {
    // The row of tabs may be wider than the detail.
    root.current
      ?.querySelector('[role=tab][aria-selected=true]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current, isShown, tabs.length]);

  // Who removes what they look at need not be told that it is gone.
  const isRemovedHere = useRef(false);
  const isRemoving = usePending(id)?.type === 'remove';
  useEffect(() => {
    if (isRemoving) isRemovedHere.current = true;
    if (isRemovedHere.current && !isRemoving && isGone) actions.close();
  }, [isRemoving, isGone, actions]);

  if (isGone || (error && !detail && !summary)) {
    return (
      <section className={styles.detail} aria-label={t('Container')}>
        {error && error.code !== 'not-found' ? (
          <ErrorNotice error={error} isBlock actions={[{ label: t('Back to the list'), run: actions.close }]} />
        ) : (
          <EmptyState
            icon={<IconBoxOff />}
            title={t('{{name}} is gone', { name: detail?.name ?? t('This container') })}
            actions={
              <Button variant="default" onClick={actions.close}>
                {t('Back to the list')}
              </Button>
            }
          >
            {t('It was removed, here or elsewhere, and its files with it. Named volumes are still there.')}
          </EmptyState>
        )}
      </section>
    );
  }
  if (!summary) return <section className={styles.detail} aria-label={t('Container')} />;

  return (
    <section
      ref={root}
      className={styles.detail}
      data-full={isFull || undefined}
      aria-label={t('Container {{name}}', { name: summary.name })}
    >
      <DetailHeader context={context} container={summary} actions={actions} isFull={isFull} onFull={setFull} />
      <Tabs
        label={t('About {{name}}', { name: summary.name })}
        tabs={tabs}
        value={current}
        onChange={(next) => actions.open(id, next)}
      >
        {error && !detail && <ErrorNotice error={error} isBlock />}
        {panelOf(current, { context, summary, detail, cliArgs })}
      </Tabs>
    </section>
  );
}

function tabsOf(detail: Detail | undefined): readonly Tab<DetailTab>[] {
  const count = (list: readonly unknown[] | undefined) => (list && list.length > 0 ? list.length : undefined);
  return [
    { id: 'overview', label: t('Overview') },
    { id: 'logs', label: t('Logs') },
    { id: 'terminal', label: t('Terminal') },
    { id: 'files', label: t('Files') },
    { id: 'stats', label: t('Stats') },
    { id: 'processes', label: t('Processes') },
    { id: 'changes', label: t('Changes') },
    { id: 'mounts', label: t('Mounts'), count: count(detail?.mounts) },
    { id: 'networks', label: t('Networks'), count: count(detail?.networks) },
    { id: 'environment', label: t('Env'), count: count(detail?.env) },
    ...(detail?.health ? [{ id: 'health', label: t('Health') } as const] : []),
    { id: 'definition', label: t('Copy as') },
    { id: 'history', label: t('History') },
    { id: 'inspect', label: t('Inspect') },
  ];
}

interface PanelProps {
  readonly context: string;
  readonly summary: ContainerSummary;
  readonly detail?: Detail;
  readonly cliArgs: CliArgs;
}

function panelOf(tab: DetailTab, { context, summary, detail, cliArgs }: PanelProps): ReactNode {
  const { id, name, state } = summary;
  switch (tab) {
    case 'logs':
      return <LogsView context={context} ids={[id]} names={{ [id]: name }} cliArgs={cliArgs} />;
    case 'terminal':
      return (
        <TerminalPanel
          context={context}
          id={id}
          name={name}
          state={state}
          isInteractive={detail && detail.hasTty && detail.hasOpenStdin}
          startedAt={detail?.startedAt}
        />
      );
    case 'files':
      return (
        <FilesView
          source={{ kind: 'container', context, id }}
          name={name}
          cliArgs={cliArgs}
          stateKey={state === 'running' || state === 'paused' ? 'up' : 'down'}
        />
      );
    case 'stats':
      return <StatsPanel context={context} id={id} name={name} cliArgs={cliArgs} isRunning={state === 'running'} />;
    case 'processes':
      return <ProcessesTab context={context} container={summary} />;
    case 'definition':
      return <DefinitionTab context={context} container={summary} />;
    case 'history':
      return <HistoryTab context={context} container={summary} />;
    case 'changes':
      return <ChangesTab context={context} container={summary} />;
  }
  // The rest shows what inspect said; it comes before a person could read a word about loading.
  if (!detail) return null;
  switch (tab) {
    case 'overview':
      return <OverviewTab context={context} detail={detail} summary={summary} />;
    case 'mounts':
      return <MountsTab mounts={detail.mounts} />;
    case 'networks':
      return <NetworksTab detail={detail} />;
    case 'environment':
      return <EnvironmentTab env={detail.env} />;
    case 'health':
      return <HealthTab health={detail.health} />;
    case 'inspect':
      return <JsonView value={detail.raw} command={inspectCommand(name, cliArgs)} />;
  }
}

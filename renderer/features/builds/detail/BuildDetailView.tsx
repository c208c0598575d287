import { Button } from '@mantine/core';
import {
  IconArrowRight,
  IconArrowsDiagonal,
  IconArrowsDiagonalMinimize2,
  IconHammerOff,
  IconPencil,
  IconPlayerPlay,
  IconPlayerStop,
  IconRefresh,
  IconTrash,
  IconX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { BuildDetail, BuildSummary } from '../../../../contract/model/build.ts';
import {
  EmptyState,
  ErrorNotice,
  formatElapsed,
  IconButton,
  StatusDot,
  type Tab,
  Tabs,
  useNow,
} from '../../../ui/index.ts';
import { useSelectedContext } from '../../contexts/index.ts';
import { ProgressBar } from '../../jobs/index.ts';
import { useLayoutValue } from '../../settings/index.ts';
import { BUILD_TONES, BUILD_WORDS, cacheText } from '../text/words.ts';
import { useBuild } from '../useBuild.ts';
import shared from '../../../ui/detail/Detail.module.css';
import styles from './Detail.module.css';
import { DockerfileView } from './DockerfileView.tsx';
import { HistoryTab } from './HistoryTab.tsx';
import { LogTab } from './LogTab.tsx';
import { SettingsTab } from './SettingsTab.tsx';
import { ShellTab, useShellJob } from './ShellTab.tsx';
import { StepsTab } from './StepsTab.tsx';
import { type BuildActions, useBuildActions } from './useBuildActions.ts';
import { t } from '../texts/index.ts';

interface BuildDetailViewProps {
  readonly id: string;
  /** From the address; anything unknown is the steps. */
  readonly tab?: string;
  /** All that are kept, the newest first. */
  readonly builds: readonly BuildSummary[];
}

type DetailTab = 'steps' | 'log' | 'dockerfile' | 'settings' | 'history' | 'shell';

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

/** Whether the detail has the whole window, and the list is under it. */
export const useIsDetailFull = () => useLayoutValue('builds.isDetailFull', isBoolean, false);

/** One build, beside the list or over it. */
export function BuildDetailView({ id, tab, builds }: BuildDetailViewProps) {
  const { detail, error } = useBuild(id);
  const actions = useBuildActions();
  const [isFull, setFull] = useIsDetailFull();
  const shell = useShellJob(id);
  if (error && !detail) {
    return (
      <section className={styles.detail} aria-label={t('Build')}>
        {error.code === 'not-found' ? (
          <EmptyState
            icon={<IconHammerOff />}
            title={t('This build is no longer kept')}
            actions={
              <Button variant="default" onClick={actions.close}>
                {t('Back to the list')}
              </Button>
            }
          >
            {t('Its image is still there, unless that was removed too.')}
          </EmptyState>
        ) : (
          <ErrorNotice error={error} isBlock actions={[{ label: t('Back to the list'), run: actions.close }]} />
        )}
      </section>
    );
  }
  if (!detail) return <section className={styles.detail} aria-label={t('Build')} />;
  const { summary } = detail;
  const tabs = tabsOf(detail, builds);
  const current = tabs.find((one) => one.id === tab)?.id ?? 'steps';
  return (
    <section
      className={styles.detail}
      data-full={isFull || undefined}
      aria-label={t('Build {{title}}', { title: summary.title })}
    >
      <BuildHeader detail={detail} actions={actions} isFull={isFull} onFull={setFull} />
      <Tabs
        label={t('About {{title}}', { title: summary.title })}
        tabs={tabs}
        value={current}
        onChange={(next) => actions.open(id, next)}
      >
        {panelOf(current, detail, builds, actions, shell)}
      </Tabs>
    </section>
  );
}

function tabsOf(
  { failure, dockerfileText, summary }: BuildDetail,
  builds: readonly BuildSummary[],
): readonly Tab<DetailTab>[] {
  const same = builds.filter(({ subject }) => subject === summary.subject).length;
  return [
    { id: 'steps', label: t('Steps') },
    { id: 'log', label: t('Log') },
    ...(dockerfileText === undefined ? [] : [{ id: 'dockerfile', label: t('Dockerfile') } as const]),
    { id: 'settings', label: t('Settings') },
    { id: 'history', label: t('History'), ...(same > 1 && { count: same }) },
    ...(failure?.canOpenShell ? [{ id: 'shell', label: t('Shell') } as const] : []),
  ];
}

function panelOf(
  tab: DetailTab,
  detail: BuildDetail,
  builds: readonly BuildSummary[],
  actions: BuildActions,
  shell: ReturnType<typeof useShellJob>,
): ReactNode {
  const { summary, dockerfileText = '', failure, warnings } = detail;
  const openShell = () => actions.openShell(summary.id);
  switch (tab) {
    case 'steps':
      return <StepsTab key={summary.id} detail={detail} onShell={openShell} onChange={() => actions.change(detail)} />;
    case 'log':
      return <LogTab detail={detail} />;
    case 'dockerfile':
      return (
        <DockerfileView
          isWhole
          text={dockerfileText}
          label={t('Dockerfile of the build')}
          failedLine={failure?.line}
          warnings={new Map(warnings.flatMap(({ line, message }) => (line === undefined ? [] : [[line, message]])))}
        />
      );
    case 'settings':
      return <SettingsTab detail={detail} />;
    case 'history':
      return <HistoryTab summary={summary} builds={builds} onOpen={(id) => actions.open(id, 'history')} />;
    case 'shell':
      return <ShellTab detail={detail} job={shell} onOpen={openShell} />;
  }
}

interface BuildHeaderProps {
  readonly detail: BuildDetail;
  readonly actions: BuildActions;
  readonly isFull: boolean;
  readonly onFull: (isFull: boolean) => void;
}

function BuildHeader({ detail, actions, isFull, onFull }: BuildHeaderProps) {
  const { summary, steps } = detail;
  const { id, context, title, state, startedAt, durationMs, imageId } = summary;
  const isRunning = state === 'running';
  const elapsed = useNow((now) =>
    formatElapsed(isRunning ? Math.max(0, Math.floor((now - startedAt) / 1000) * 1000) : (durationMs ?? 0)),
  );
  const isElsewhere = useSelectedContext()?.name !== context;
  const staged = steps.filter(({ stage }) => stage !== undefined);
  const done = staged.filter((step) => step.state === 'done' || step.state === 'cached').length;
  return (
    <header className={shared.header}>
      <div className={shared.heading}>
        <h2 className={shared.name} title={title}>
          {title}
        </h2>
        <div className={styles.sub}>
          <output className={styles.state}>
            <StatusDot tone={BUILD_TONES[state]} /> {BUILD_WORDS[state]}
          </output>
          <span>{elapsed}</span>
          {isElsewhere && <span>{t('on {{context}}', { context })}</span>}
          {isRunning ? (
            <span className={styles.progress}>
              <ProgressBar
                label={t('Build {{title}}', { title })}
                value={staged.length === 0 ? undefined : done / staged.length}
              />
            </span>
          ) : (
            cacheText(summary) !== '' && <span>{t('{{summary}} from the cache', { summary: cacheText(summary) })}</span>
          )}
        </div>
      </div>
      <div className={shared.headerActions}>
        {isRunning ? (
          <IconButton
            label={t('Cancel the build')}
            icon={<IconPlayerStop aria-hidden="true" />}
            onClick={() => actions.cancel(id)}
          />
        ) : (
          <>
            {isElsewhere && (
              <IconButton
                label={t('Open on its context')}
                icon={<IconArrowRight aria-hidden="true" />}
                onClick={() => actions.openThere(summary)}
              />
            )}
            {imageId !== undefined && !isElsewhere && (
              <IconButton
                label={t('Run the image')}
                icon={<IconPlayerPlay aria-hidden="true" />}
                onClick={() => actions.run(summary)}
              />
            )}
            <IconButton
              label={t('Build again')}
              icon={<IconRefresh aria-hidden="true" />}
              onClick={() => actions.again(detail)}
            />
            <IconButton
              label={t('Change and build again')}
              icon={<IconPencil aria-hidden="true" />}
              onClick={() => actions.change(detail)}
            />
            <IconButton
              label={t('Remove from the history')}
              icon={<IconTrash aria-hidden="true" />}
              onClick={() => void actions.remove([id]).then(actions.close)}
            />
          </>
        )}
        <span className={shared.divider} />
        <IconButton
          label={isFull ? t('Show beside the list') : t('Use the whole window')}
          icon={isFull ? <IconArrowsDiagonalMinimize2 aria-hidden="true" /> : <IconArrowsDiagonal aria-hidden="true" />}
          onClick={() => onFull(!isFull)}
        />
        <IconButton label={t('Close')} icon={<IconX aria-hidden="true" />} onClick={actions.close} />
      </div>
    </header>
  );
}

import { Loader } from '@mantine/core';
import { IconDatabaseOff, IconRefresh } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { diskUsageCommand } from '../../../contract/commands/diskCommands.ts';
import type { Context } from '../../../contract/model/context.ts';
import type { DiskUsage } from '../../../contract/model/disk.ts';
import {
  CommandLine,
  EmptyState,
  ErrorNotice,
  formatSize,
  IconButton,
  Page,
  PageHeader,
  RelativeTime,
} from '../../ui/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { EngineUnavailable } from '../engine/index.ts';
import styles from './Disk.module.css';
import { DiskSections } from './DiskSections.tsx';
import { DiskTable } from './DiskTable.tsx';
import { KIND_WORDS, kindSizes, thingsOf } from './diskThings.ts';
import { PlanBar } from './PlanBar.tsx';
import { Treemap } from './Treemap.tsx';
import { useUsage } from './useUsage.ts';
import { Sentence, t } from './texts/index.ts';

/** What takes the space of the engine, and what would come free. */
export function DiskPage() {
  const context = useSelectedContext();
  if (context?.state.type === 'connected') return <ConnectedDisk key={context.name} context={context} />;
  return (
    <Page>
      <PageHeader title={t('Disk')}>
        <DiskSections current="/disk" />
      </PageHeader>
      <EngineUnavailable {...(context && { context })} />
    </Page>
  );
}

function ConnectedDisk({ context }: { readonly context: Context }) {
  const { value: usage, error, isLoading, reload } = useUsage(context.name);
  return (
    <Page>
      <PageHeader
        title={t('Disk')}
        note={
          usage && (
            <>
              <Sentence
                text="{{total}}, measured {{relativeTime}}"
                parts={{ total: formatSize(usage.totalBytes), relativeTime: <RelativeTime at={usage.measuredAt} /> }}
              />
            </>
          )
        }
        actions={
          <IconButton label={t('Measure again')} icon={<IconRefresh />} onClick={reload} aria-busy={isLoading} />
        }
      >
        <DiskSections current="/disk" />
      </PageHeader>
      {error && <ErrorNotice isBlock error={error} actions={[{ label: t('Try again'), run: reload }]} />}
      {!usage && !error && (
        <div className={styles.measuring}>
          <Loader size="sm" aria-hidden="true" />
          <output>{t('Measuring… The engine looks at every file for it.')}</output>
        </div>
      )}
      {usage && <Usage context={context} usage={usage} />}
    </Page>
  );
}

function Usage({ context, usage }: { readonly context: Context; readonly usage: DiskUsage }) {
  const things = useMemo(() => thingsOf(usage), [usage]);
  const [ids, setIds] = useState<readonly string[]>([]);
  const chosen = useMemo(() => things.filter(({ id }) => ids.includes(id)), [things, ids]);
  const selected = useMemo(() => new Set(chosen.map(({ id }) => id)), [chosen]);
  const toggle = (id: string) => setIds(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]);
  if (things.length === 0) {
    return (
      <EmptyState icon={<IconDatabaseOff />} title={t('Nothing takes space')}>
        {t('There are no images, containers, volumes or build cache on this engine.')}
      </EmptyState>
    );
  }
  return (
    <div className={styles.page}>
      <ul className={styles.legend} aria-label={t('By kind')}>
        {kindSizes(usage, things).map(([kind, size]) => (
          <li key={kind}>
            <span className={styles.swatch} data-kind={kind} aria-hidden="true" />
            {KIND_WORDS[kind]} <b>{formatSize(size)}</b>
          </li>
        ))}
      </ul>
      <Treemap things={things} sharedLayerBytes={usage.sharedLayerBytes} selected={selected} onToggle={toggle} />
      <DiskTable things={things} selected={[...selected]} onSelected={setIds} />
      {chosen.length > 0 ? (
        <PlanBar context={context} measuredAt={usage.measuredAt} chosen={chosen} onClear={() => setIds([])} />
      ) : (
        <footer className={styles.footer}>
          <CommandLine isCompact command={diskUsageCommand(context.cliArgs)} label={t('The same list')} />
        </footer>
      )}
    </div>
  );
}

import { Button, Loader } from '@mantine/core';
import { IconRefresh, IconStack2 } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Context } from '../../../contract/model/context.ts';
import { listCacheCommand } from '../../../contract/commands/buildxCommands.ts';
import {
  CommandLine,
  EmptyState,
  ErrorNotice,
  formatSize,
  IconButton,
  Page,
  PageHeader,
  useCommands,
  useNow,
} from '../../ui/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { BuildSections } from '../buildSections/index.ts';
import { EngineUnavailable } from '../engine/index.ts';
import styles from './BuildCache.module.css';
import { CacheSummary } from './CacheSummary.tsx';
import { CacheTable } from './CacheTable.tsx';
import { byAge, byType, sizeOf } from './grouping.ts';
import { PruneCacheDialog } from './PruneCacheDialog.tsx';
import { useCache } from './useCache.ts';
import { plural, t } from './texts/index.ts';

/** What BuildKit keeps so that the next build is quick, and how to make room. */
export function BuildCachePage() {
  const context = useSelectedContext();
  if (context?.state.type === 'connected') return <ConnectedCache key={context.name} context={context} />;
  return (
    <Page>
      <PageHeader title={t('Build cache')}>
        <BuildSections current="/build-cache" />
      </PageHeader>
      <EngineUnavailable {...(context && { context })} />
    </Page>
  );
}

function ConnectedCache({ context }: { readonly context: Context }) {
  const { records, error, isLoading, reload } = useCache(context.name);
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [pruning, setPruning] = useState<'all' | 'selected'>();
  const minute = useNow((now) => Math.floor(now / 60_000));
  const groups = useMemo(
    () => records && { type: byType(records), age: byAge(records, minute * 60_000) },
    [records, minute],
  );
  const chosen = selected.filter((id) => records?.some((record) => record.id === id));
  useCommands(() => [
    {
      id: 'buildCache.prune',
      title: t('Prune the build cache…'),
      section: t('Builds'),
      keywords: ['docker builder prune', 'docker buildx prune', 'free space'],
      isEnabled: () => (records?.length ?? 0) > 0,
      run: () => setPruning('all'),
    },
  ]);
  return (
    <Page>
      <PageHeader
        title={t('Build cache')}
        note={
          records &&
          plural(records.length, '{{records}} in 1 record', '{{records}} in {{count}} records', {
            records: formatSize(sizeOf(records)),
          })
        }
        actions={
          <>
            <IconButton label={t('Look again')} icon={<IconRefresh />} onClick={reload} aria-busy={isLoading} />
            {chosen.length > 0 && (
              <Button variant="default" onClick={() => setPruning('selected')}>
                {t('Remove {{chosen}}…', { chosen: chosen.length })}
              </Button>
            )}
            <Button variant="default" disabled={!records?.length} onClick={() => setPruning('all')}>
              {t('Prune…')}
            </Button>
          </>
        }
      >
        <BuildSections current="/build-cache" />
      </PageHeader>
      {error && !records && <ErrorNotice isBlock error={error} actions={[{ label: t('Try again'), run: reload }]} />}
      {!records && !error && <Loader m="lg" aria-label={t('Loading')} />}
      {records?.length === 0 && (
        <EmptyState icon={<IconStack2 />} title={t('The build cache is empty')}>
          {t('The first build fills it. Each step whose inputs are the same is then taken from here.')}
        </EmptyState>
      )}
      {records && groups && records.length > 0 && (
        <>
          <div className={styles.summaries}>
            <CacheSummary title={t('By kind')} groups={groups.type} />
            <CacheSummary title={t('By age')} groups={groups.age} />
          </div>
          <CacheTable records={records} selected={selected} onSelected={setSelected} />
          <footer className={styles.footer}>
            <CommandLine isCompact command={listCacheCommand(context.cliArgs)} label={t('The same list')} />
          </footer>
        </>
      )}
      {pruning && records && (
        <PruneCacheDialog
          context={context}
          records={records}
          {...(pruning === 'selected' && { only: chosen })}
          onClose={() => setPruning(undefined)}
        />
      )}
    </Page>
  );
}

import { Button } from '@mantine/core';
import { IconArrowsDiff, IconHammer, IconPlus, IconTrash, IconX } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import type { AppError } from '../../../../contract/errors.ts';
import type { BuildSummary } from '../../../../contract/model/build.ts';
import { deferred, EmptyState, ErrorNotice, IconButton, PageHeader, SearchBox } from '../../../ui/index.ts';
import { DEFAULT_LAYOUT, readLayout, type TableLayout } from '../../../ui/table/columns.ts';
import { NO_SELECTION, type Selection } from '../../../ui/table/selection.ts';
import { Table, type TableHandle } from '../../../ui/table/Table.tsx';
import { BuildSections } from '../../buildSections/index.ts';
import { layoutStore, useLayoutValue } from '../../settings/index.ts';
import { useBuildActions } from '../detail/useBuildActions.ts';
import { openBuildForm } from '../form/formFlag.ts';
import { BUILD_COLUMNS } from './columns.tsx';
import styles from './List.module.css';
import { t } from '../texts/index.ts';

const CompareDialog = deferred(async () => (await import('../compare/CompareDialog.tsx')).CompareDialog);

interface BuildListProps {
  /** Of this context; undefined while they load. */
  readonly builds?: readonly BuildSummary[];
  readonly error?: AppError;
  readonly openId?: string;
  /** The detail lies over it. */
  readonly isCovered: boolean;
}

const TABLE_KEY = 'builds.table';
const FIRST_LAYOUT: TableLayout = { ...DEFAULT_LAYOUT, sort: { columnId: 'startedAt', isDescending: true } };
const isAnything = (_value: unknown): _value is unknown => true;

export function BuildList({ builds, error, openId, isCovered }: BuildListProps) {
  const actions = useBuildActions();
  const [stored] = useLayoutValue<unknown>(TABLE_KEY, isAnything, undefined);
  const layout = useMemo(() => (stored ? readLayout(stored) : FIRST_LAYOUT), [stored]);
  const [selection, setSelection] = useState<Selection>(NO_SELECTION);
  const [search, setSearch] = useState('');
  const [compared, setCompared] = useState<readonly [string, string]>();
  const table = useRef<TableHandle>(null);

  const items = useMemo(
    () => sorted(matching(builds ?? [], search), layout).map((row) => ({ id: row.id, row })),
    [builds, search, layout],
  );
  const chosen = items.filter(({ id }) => selection.ids.includes(id)).map(({ row }) => row);
  const onSelection = (next: Selection) => {
    setSelection(next);
    const [only] = next.ids;
    if (openId !== undefined && only !== undefined && next.ids.length === 1 && only !== openId) actions.open(only);
  };
  const [older, newer] = chosen.toSorted((a, b) => a.startedAt - b.startedAt);
  const removable = chosen.filter(({ state }) => state !== 'running');
  return (
    <div className={styles.pane} inert={isCovered}>
      <PageHeader
        title={t('Builds')}
        actions={
          <Button
            leftSection={<IconPlus size={15} aria-hidden="true" />}
            onClick={() => openBuildForm()}
            data-tip-keys="B"
          >
            {t('Build an image')}
          </Button>
        }
      >
        <BuildSections current="/builds" />
        {builds !== undefined && builds.length > 0 && (
          <SearchBox
            label={t('Search builds')}
            value={search}
            note={
              search === '' ? undefined : t('{{items}} of {{builds}}', { items: items.length, builds: builds.length })
            }
            onChange={setSearch}
            onLeave={() => table.current?.focus()}
          />
        )}
      </PageHeader>
      {error && <ErrorNotice isBlock error={error} />}
      {builds?.length === 0 && (
        <EmptyState
          icon={<IconHammer />}
          title={t('No builds yet')}
          actions={<Button onClick={() => openBuildForm()}>{t('Build an image')}</Button>}
        >
          {t('Choose a folder with a Dockerfile. Each build is kept here with its steps, its log and its settings.')}
        </EmptyState>
      )}
      {builds !== undefined && builds.length > 0 && items.length === 0 && (
        <EmptyState title={t('No build fits the search')} />
      )}
      {items.length > 0 && (
        <div className={styles.tableBox}>
          <Table
            ref={table}
            label={t('Builds')}
            columns={BUILD_COLUMNS}
            items={items}
            layout={layout}
            onLayout={(next) => layoutStore.write(TABLE_KEY, next)}
            selection={selection}
            onSelection={onSelection}
            nameOf={({ title }) => title}
            currentId={openId}
            onOpen={(id) => actions.open(id)}
            onMenu={(id) => actions.open(id)}
          />
        </div>
      )}
      {chosen.length > 1 && (
        <div className={styles.bar} role="toolbar" aria-label={t('Actions for the selected builds')}>
          <span>{t('{{chosen}} selected', { chosen: chosen.length })}</span>
          {chosen.length === 2 && older && newer && (
            <IconButton
              label={t('Compare the two builds')}
              icon={<IconArrowsDiff aria-hidden="true" />}
              onClick={() => setCompared([older.id, newer.id])}
            />
          )}
          <IconButton
            label={t('Remove {{removable}} builds from the history', { removable: removable.length })}
            icon={<IconTrash aria-hidden="true" />}
            disabled={removable.length === 0}
            onClick={() => {
              setSelection(NO_SELECTION);
              void actions.remove(removable.map(({ id }) => id));
            }}
          />
          <IconButton
            label={t('Clear the selection')}
            icon={<IconX aria-hidden="true" />}
            onClick={() => setSelection(NO_SELECTION)}
          />
        </div>
      )}
      {compared && <CompareDialog ids={compared} onClose={() => setCompared(undefined)} />}
    </div>
  );
}

function matching(builds: readonly BuildSummary[], search: string): readonly BuildSummary[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return builds.filter((build) => {
    const text = [build.title, build.origin, build.dockerfile, build.state, ...build.tags].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function sorted(builds: readonly BuildSummary[], { sort }: TableLayout): readonly BuildSummary[] {
  const compare = BUILD_COLUMNS.find(({ id }) => id === sort?.columnId)?.compare;
  if (!compare) return builds;
  return builds.toSorted((a, b) => (sort?.isDescending ? compare(b, a) : compare(a, b)));
}

import { useMemo, useState } from 'react';
import { changesCommand } from '../../../../contract/commands/viewCommands.ts';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { IconRefresh } from '@tabler/icons-react';
import { client } from '../../../rpc/index.ts';
import { CommandLine, EmptyState, ErrorNotice, IconButton, SearchBox, Toolbar } from '../../../ui/index.ts';
import { useCliArgs } from '../actions/useCliArgs.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import { type ChangeKind, changeLines, changesTree } from './changesTree.ts';
import shared from '../../../ui/detail/Detail.module.css';
import styles from './Detail.module.css';
import { LazyTree } from '../../../ui/json/LazyTree.tsx';
import { t } from '../texts/index.ts';

interface ChangesTabProps {
  readonly context: string;
  readonly container: ContainerSummary;
}

const LETTER: Record<ChangeKind, string> = { added: 'A', changed: 'C', deleted: 'D' };
const KINDS: readonly ChangeKind[] = ['added', 'changed', 'deleted'];

/** What it wrote over its image: `docker diff` as a tree. */
export function ChangesTab({ context, container }: ChangesTabProps) {
  const cliArgs = useCliArgs();
  const {
    value: changes,
    error,
    isLoading,
    reload,
  } = useLoad(`${context} ${container.id}`, (signal) =>
    client.containers.changes({ context, id: container.id }, { signal }),
  );
  const [search, setSearch] = useState('');
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map());
  const wanted = search.trim().toLowerCase();
  const found = useMemo(
    () => (wanted === '' ? changes : changes?.filter(({ path }) => path.toLowerCase().includes(wanted))) ?? [],
    [changes, wanted],
  );
  const tree = useMemo(() => changesTree(found), [found]);
  const lines = useMemo(() => changeLines(tree, toggled), [tree, toggled]);

  if (error && !changes)
    return <ErrorNotice error={error} isBlock actions={[{ label: t('Try again'), run: reload }]} />;
  if (!changes) return <p className={shared.waiting}>{t('Comparing with the image…')}</p>;
  return (
    <>
      <Toolbar label={t('Changes')}>
        <SearchBox
          label={t('Search paths')}
          value={search}
          onChange={setSearch}
          note={
            wanted === '' ? undefined : t('{{found}} of {{changes}}', { found: found.length, changes: changes.length })
          }
        />
        <span className={styles.kinds}>
          {KINDS.map((kind) => (
            <span key={kind} data-kind={kind}>
              {changes.filter((change) => change.kind === kind).length} {kind}
            </span>
          ))}
        </span>
        <IconButton
          label={t('Compare again')}
          icon={<IconRefresh aria-hidden="true" />}
          disabled={isLoading}
          onClick={reload}
        />
      </Toolbar>
      {lines.length === 0 ? (
        <EmptyState title={changes.length === 0 ? t('It changed nothing') : t('No path fits the search')}>
          {changes.length === 0 &&
            t('Its files are those of the image. What it writes into volumes and mounts does not count.')}
        </EmptyState>
      ) : (
        <LazyTree
          label={t('Changed files')}
          lines={lines}
          onToggle={(line, isOpen) => setToggled(new Map(toggled).set(line.id, isOpen))}
          render={({ name, kind, count, isOpen }) => (
            <>
              <span className={styles.kind} data-kind={kind} title={kind}>
                {kind === undefined ? ' ' : LETTER[kind]}
              </span>
              {name}
              {isOpen === false && <span className={shared.faint}> {t('{{count}} inside', { count })}</span>}
            </>
          )}
        />
      )}
      <div className={shared.footer}>
        <CommandLine command={changesCommand(container.name, cliArgs)} />
      </div>
    </>
  );
}

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CliArgs } from '../../../contract/commands/docker.ts';
import { listFilesCommand } from '../../../contract/commands/fileCommands.ts';
import { shownName } from '../../../contract/model/fileName.ts';
import type { FileSource } from '../../../contract/model/files.ts';
import { CommandLine, EmptyState, ErrorNotice, formatSize } from '../../ui/index.ts';
import { DEFAULT_LAYOUT, readLayout } from '../../ui/table/columns.ts';
import { NO_SELECTION, selectOne, type Selection } from '../../ui/table/selection.ts';
import { type Point, Table, type TableHandle } from '../../ui/table/Table.tsx';
import { layoutStore, useLayoutValue } from '../settings/index.ts';
import { FileDialogs, type FileDialog } from './dialogs/FileDialogs.tsx';
import { DropZone } from './DropZone.tsx';
import { FileMenu } from './FileMenu.tsx';
import styles from './Files.module.css';
import { FilesToolbar } from './FilesToolbar.tsx';
import type { FilesContext } from './filesContext.ts';
import { FILE_COLUMNS } from './list/columns.tsx';
import { type FileRow, isDirectory, rowsOf, sortRows, typedAhead } from './list/rows.ts';
import { useAccess } from './list/useAccess.ts';
import { useChanges, useFound, useListing } from './list/useListing.ts';
import { FilePanel } from './panel/FilePanel.tsx';
import { PathBar } from './PathBar.tsx';
import { useEndedJobs } from './upload/useEndedJobs.ts';
import { saveFiles } from './upload/save.ts';
import { joinPath, parentOf } from './text/words.ts';

export interface FilesViewProps {
  readonly source: FileSource;
  /** What a person calls it. */
  readonly name: string;
  readonly cliArgs: CliArgs;
  /** Looks again when this changes: the state of a container. */
  readonly stateKey?: string;
}

const TABLE_KEY = 'files.table';
const TYPING_MS = 800;
const isAnything = (_value: unknown): _value is unknown => true;
/** Where each source was left, so that a look elsewhere does not lose the way. */
const places = new Map<string, string>();

/** The files of a container, a volume or an image: go through them, look into them, change them. */
export function FilesView(props: FilesViewProps) {
  // Another source, or another state of it, is looked at afresh.
  const sourceKey = JSON.stringify(props.source);
  return <Files key={`${sourceKey} ${props.stateKey ?? ''}`} {...props} sourceKey={sourceKey} />;
}

function Files({ source: given, sourceKey, name, cliArgs }: FilesViewProps & { readonly sourceKey: string }) {
  // oxlint-disable-next-line react/exhaustive-deps -- its text says what it is; the object is a new one each time
  const source = useMemo(() => given, [sourceKey]);
  const { access, error: accessError, turn: accessTurn, retry } = useAccess(source);
  const [path, setPath] = useState(() => places.get(sourceKey) ?? '/');
  const [turn, setTurn] = useState(0);
  const { listing, error, reading, isLoading } = useListing(source, path, accessTurn + turn, access !== undefined);
  const changes = useChanges(source, listing);
  const [query, setQuery] = useState('');
  const found = useFound(source, path, query.trim());
  const [stored] = useLayoutValue<unknown>(TABLE_KEY, isAnything, undefined);
  const layout = useMemo(() => (stored ? readLayout(stored) : DEFAULT_LAYOUT), [stored]);
  const [selection, setSelection] = useState<Selection>(NO_SELECTION);
  const [openPath, setOpenPath] = useState<string>();
  const [dialog, setDialog] = useState<FileDialog>();
  const [menu, setMenu] = useState<{ readonly at: Point }>();
  const table = useRef<TableHandle>(null);
  const typing = useRef({ text: '', at: 0 });
  /** To be chosen when it is there: what was just made, or the directory one came up from. */
  const wanted = useRef<string>(undefined);
  const reload = useCallback(() => setTurn((last) => last + 1), []);
  const followJob = useEndedJobs(reload);

  const isSearching = query.trim() !== '';
  const rows = useMemo(() => {
    const entries = isSearching ? (found?.entries ?? []) : (listing?.entries ?? []);
    return sortRows(rowsOf(entries, isSearching ? [] : changes), layout.sort);
  }, [isSearching, found, listing, changes, layout.sort]);
  const items = useMemo(() => rows.map((row) => ({ id: row.id, row })), [rows]);
  const shownPath = listing?.path ?? path;
  const pathOf = (id: string) => (isSearching ? id : joinPath(shownPath, id));
  const byId = useMemo(() => new Map(rows.map((row) => [row.id, row])), [rows]);
  const chosen = selection.ids.flatMap((id) => byId.get(id) ?? []).filter(({ entry }) => entry !== undefined);
  const openRow = openPath === undefined ? undefined : rows.find(({ id }) => pathOf(id) === openPath);
  const files: FilesContext = useMemo(
    () => ({
      source,
      cliArgs,
      target:
        source.kind === 'volume'
          ? { kind: 'volume', name: source.name }
          : { kind: 'container', name, hasTools: access?.hasTools ?? false },
    }),
    [source, cliArgs, name, access?.hasTools],
  );

  useEffect(() => {
    const id = wanted.current;
    if (id === undefined || !byId.has(id) || isLoading) return;
    wanted.current = undefined;
    setSelection(selectOne({ id }));
    table.current?.reveal(id);
  }, [byId, isLoading]);

  function go(to: string, select?: string) {
    places.set(sourceKey, to);
    setPath(to);
    setQuery('');
    setSelection(NO_SELECTION);
    wanted.current = select;
  }
  function up() {
    if (shownPath !== '/') go(parentOf(shownPath), shownPath.slice(shownPath.lastIndexOf('/') + 1));
  }
  function open(id: string) {
    const row = byId.get(id);
    if (!row?.entry) return;
    // A link whose end nobody has looked at may lead to either.
    if (isDirectory(row)) go(pathOf(id));
    else setOpenPath(pathOf(id));
  }
  function onSelection(next: Selection) {
    setSelection(next);
    const [only] = next.ids;
    const row = only === undefined ? undefined : byId.get(only);
    if (openPath !== undefined && next.ids.length === 1 && row?.entry && !isDirectory(row)) setOpenPath(pathOf(row.id));
  }

  const paths = chosen.map(({ id }) => pathOf(id));
  const canChange = access?.canChange === true;
  const ask = {
    rename: () => paths.length === 1 && setDialog({ type: 'rename', path: paths[0]! }),
    remove: () => paths.length > 0 && setDialog({ type: 'remove', paths }),
    download: () => void saveFiles(source, paths.length > 0 ? paths : [shownPath]),
  };

  function onKeyDown(event: React.KeyboardEvent) {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-row]');
    if (!row || event.target !== row || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Backspace') up();
    else if (event.key === 'F2' && canChange) ask.rename();
    else if (event.key === 'Delete' && canChange) ask.remove();
    else if (event.key.length === 1 && event.key !== ' ' && event.key !== '/') typeAhead(event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  function typeAhead(key: string) {
    const { text, at } = typing.current;
    const isMore = performance.now() - at < TYPING_MS;
    typing.current = { text: isMore ? text + key : key, at: performance.now() };
    const focused = rows.findIndex(({ id }) => id === selection.focusedId);
    const next = typedAhead(rows, typing.current.text, Math.max(0, isMore ? focused : focused + 1));
    if (!next) return;
    onSelection(selectOne(next));
    table.current?.reveal(next.id);
    requestAnimationFrame(() => table.current?.focus());
  }

  if (accessError && !access) {
    return <ErrorNotice error={accessError} isBlock actions={[{ label: 'Try again', run: retry }]} />;
  }
  const isWaiting = !listing && !error;
  return (
    <div className={styles.view} data-open={openRow !== undefined || undefined}>
      <div className={styles.main}>
        <FilesToolbar
          access={access}
          query={query}
          note={isSearching ? (found ? `${found.entries.length}${found.isDone ? '' : '…'} found` : '…') : undefined}
          chosenCount={chosen.length}
          isLoading={isLoading}
          onQuery={setQuery}
          onLeaveSearch={() => table.current?.focus()}
          onReload={reload}
          onCreate={(kind) => setDialog({ type: 'create', kind })}
          onUpload={(dropped) => setDialog({ type: 'upload', dropped })}
          onDownload={ask.download}
          onRename={ask.rename}
          onRemove={ask.remove}
        />
        <PathBar path={shownPath} rootName={source.kind === 'volume' ? name : '/'} onOpen={(to) => go(to)} />
        {access && <Note access={access} path={shownPath} />}
        {error && <ErrorNotice error={error} actions={[{ label: 'Try again', run: reload }]} />}
        {found?.error && <ErrorNotice error={found.error} />}
        <DropZone isEnabled={access?.canWrite === true} onDrop={(dropped) => setDialog({ type: 'upload', dropped })}>
          {isWaiting && <p className={styles.waiting}>{waitingText(reading?.readBytes)}</p>}
          {listing && items.length === 0 && !isLoading && (
            <EmptyState
              title={isSearching ? (found?.isDone ? 'No name fits the search' : 'Searching…') : 'An empty directory'}
            />
          )}
          {items.length > 0 && (
            // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the grid inside has the focus
            <div className={styles.tableBox} onKeyDown={onKeyDown} aria-busy={isLoading}>
              <Table
                ref={table}
                label={`Files in ${shownName(shownPath)}`}
                columns={FILE_COLUMNS}
                items={items}
                layout={layout}
                onLayout={(next) => layoutStore.write(TABLE_KEY, next)}
                selection={selection}
                onSelection={onSelection}
                nameOf={({ shown }) => shown}
                currentId={openRow?.id}
                onOpen={open}
                onMenu={(_id, at) => setMenu({ at })}
                isDimmed={({ entry }: FileRow) => entry === undefined}
              />
            </div>
          )}
        </DropZone>
        <footer className={styles.status}>
          <span>{statusText(rows, chosen)}</span>
          <CommandLine isCompact command={listFilesCommand(files.target, shownPath, cliArgs)} />
        </footer>
      </div>
      {openRow?.entry && access && (
        <FilePanel
          key={openPath}
          files={files}
          access={access}
          path={openPath!}
          entry={openRow.entry}
          onClose={() => {
            setOpenPath(undefined);
            table.current?.focus();
          }}
          onSaved={reload}
        />
      )}
      {menu && access && (
        <FileMenu
          at={menu.at}
          rows={chosen}
          access={access}
          onOpen={() => chosen[0] && open(chosen[0].id)}
          onDownload={ask.download}
          onRename={ask.rename}
          onRemove={ask.remove}
          onCopy={paths}
          onClose={() => {
            setMenu(undefined);
            table.current?.focus();
          }}
        />
      )}
      {dialog && (
        <FileDialogs
          dialog={dialog}
          files={files}
          directory={shownPath}
          onJob={followJob}
          onNamed={(made) => {
            wanted.current = made;
            reload();
          }}
          onClose={() => setDialog(undefined)}
        />
      )}
    </div>
  );
}

const waitingText = (readBytes: number | undefined): string =>
  readBytes === undefined || readBytes === 0
    ? 'Looking…'
    : `Reading through its archive: ${formatSize(readBytes)} so far`;

function statusText(rows: readonly FileRow[], chosen: readonly FileRow[]): string {
  const of = chosen.length > 0 ? chosen : rows;
  const sizeBytes = of.reduce((sum, { entry }) => sum + (entry?.kind === 'file' ? entry.sizeBytes : 0), 0);
  const count = `${of.length.toLocaleString('en')} ${of.length === 1 ? 'name' : 'names'}`;
  return chosen.length > 0
    ? `${count} selected, ${formatSize(sizeBytes)}`
    : `${count}, ${formatSize(sizeBytes)} in files`;
}

/** What cannot be done here and why, where there is something to say. */
function Note({
  access,
  path,
}: {
  readonly access: NonNullable<ReturnType<typeof useAccess>['access']>;
  readonly path: string;
}) {
  const memory = access.inMemory.find((mount) => path === mount || path.startsWith(`${mount}/`));
  const mount = access.mounts.find((one) => path === one.path || path.startsWith(`${one.path}/`));
  const notes = [
    access.way === 'image' ? undefined : access.reason,
    memory !== undefined && `${memory} is in memory: it is no part of the disk, and goes with the container.`,
    mount && `This is ${mount.what}, mounted at ${mount.path}${mount.isReadOnly ? ', read-only' : ''}.`,
  ].filter((note): note is string => typeof note === 'string' && note !== '');
  return notes.length === 0 ? null : <p className={styles.access}>{notes.join(' ')}</p>;
}

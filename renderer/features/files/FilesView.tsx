import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CliArgs } from '../../../contract/commands/docker.ts';
import { listFilesCommand } from '../../../contract/commands/fileCommands.ts';
import type { FileSource } from '../../../contract/model/files.ts';
import { CommandLine, EmptyState, ErrorNotice } from '../../ui/index.ts';
import { DEFAULT_LAYOUT, readLayout } from '../../ui/table/columns.ts';
import { NO_SELECTION, selectOne, type Selection } from '../../ui/table/selection.ts';
import type { Point, TableHandle } from '../../ui/table/Table.tsx';
import { layoutStore, useLayoutValue } from '../settings/index.ts';
import { FileDialogs, type FileDialog } from './dialogs/FileDialogs.tsx';
import { DropZone } from './DropZone.tsx';
import { FileMenu } from './FileMenu.tsx';
import styles from './Files.module.css';
import { AccessNote, foundText, statusText, waitingText } from './FilesNotes.tsx';
import { FilesToolbar } from './FilesToolbar.tsx';
import { filesContext } from './filesContext.ts';
import { FileTable } from './list/FileTable.tsx';
import { isDirectory, rowsOf, sortRows } from './list/rows.ts';
import { useAccess } from './list/useAccess.ts';
import { useChanges, useFound, useListing } from './list/useListing.ts';
import { FilePanel } from './panel/FilePanel.tsx';
import { PathBar } from './PathBar.tsx';
import { DirectoryTree } from './tree/DirectoryTree.tsx';
import { useTreeShown } from './tree/useTreeShown.ts';
import { useEndedJobs } from './upload/useEndedJobs.ts';
import { saveFiles } from './upload/save.ts';
import { joinPath, parentOf } from './text/words.ts';
import { t } from './texts/index.ts';

export interface FilesViewProps {
  readonly source: FileSource;
  /** What a person calls it. */
  readonly name: string;
  readonly cliArgs: CliArgs;
  /** Looks again when this changes: the state of a container. */
  readonly stateKey?: string;
}

const TABLE_KEY = 'files.table';
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
  const view = useRef<HTMLDivElement>(null);
  /** To be chosen when it is there: what was just made, or the directory one came up from. */
  const wanted = useRef<string>(undefined);
  const reload = useCallback(() => setTurn((last) => last + 1), []);
  const followJob = useEndedJobs(reload);

  const isSearching = query.trim() !== '';
  const rows = useMemo(() => {
    const entries = isSearching ? (found?.entries ?? []) : (listing?.entries ?? []);
    return sortRows(rowsOf(entries, isSearching ? [] : changes), layout.sort);
  }, [isSearching, found, listing, changes, layout.sort]);
  const shownPath = listing?.path ?? path;
  const pathOf = (id: string) => (isSearching ? id : joinPath(shownPath, id));
  const byId = useMemo(() => new Map(rows.map((row) => [row.id, row])), [rows]);
  const chosen = selection.ids.flatMap((id) => byId.get(id) ?? []).filter(({ entry }) => entry !== undefined);
  const openRow = openPath === undefined ? undefined : rows.find(({ id }) => pathOf(id) === openPath);
  const [isTreeShown, showTree] = useTreeShown(view, openRow !== undefined);
  const rootName = source.kind === 'volume' ? name : '/';
  const hasTools = access?.hasTools ?? false;
  const isStopped = access?.way === 'archive' && access.canChange;
  const files = useMemo(
    () => filesContext(source, name, { hasTools, isStopped }, cliArgs),
    [source, name, hasTools, isStopped, cliArgs],
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

  if (accessError && !access) {
    return <ErrorNotice error={accessError} isBlock actions={[{ label: t('Try again'), run: retry }]} />;
  }
  const isWaiting = !listing && !error;
  return (
    <div ref={view} className={styles.view} data-open={openRow !== undefined || undefined}>
      <div className={styles.main}>
        <FilesToolbar
          access={access}
          query={query}
          note={isSearching ? foundText(found) : undefined}
          chosenCount={chosen.length}
          isLoading={isLoading}
          isTreeShown={isTreeShown}
          onTree={showTree}
          onQuery={setQuery}
          onLeaveSearch={() => table.current?.focus()}
          onReload={reload}
          onCreate={(kind) => setDialog({ type: 'create', kind })}
          onUpload={(dropped) => setDialog({ type: 'upload', dropped })}
          onDownload={ask.download}
          onRename={ask.rename}
          onRemove={ask.remove}
        />
        <PathBar path={shownPath} rootName={rootName} onOpen={(to) => go(to)} />
        {access && <AccessNote access={access} path={shownPath} />}
        {error && <ErrorNotice error={error} actions={[{ label: t('Try again'), run: reload }]} />}
        {found?.error && <ErrorNotice error={found.error} />}
        <div className={styles.places}>
          {isTreeShown && access && (
            <DirectoryTree
              source={source}
              way={access.way}
              rootName={rootName}
              listing={listing}
              turn={accessTurn + turn}
              isLoading={isLoading}
              onOpen={(to) => go(to)}
            />
          )}
          <DropZone isEnabled={access?.canWrite === true} onDrop={(dropped) => setDialog({ type: 'upload', dropped })}>
            {isWaiting && <p className={styles.waiting}>{waitingText(reading?.readBytes)}</p>}
            {listing && rows.length === 0 && !isLoading && (
              <EmptyState
                title={
                  isSearching
                    ? found?.isDone
                      ? t('No name fits the search')
                      : t('Searching…')
                    : t('An empty directory')
                }
              />
            )}
            {rows.length > 0 && (
              <FileTable
                table={table}
                path={shownPath}
                rows={rows}
                layout={layout}
                onLayout={(next) => layoutStore.write(TABLE_KEY, next)}
                selection={selection}
                onSelection={onSelection}
                currentId={openRow?.id}
                canChange={canChange}
                isLoading={isLoading}
                onOpen={open}
                onUp={up}
                onRename={ask.rename}
                onRemove={ask.remove}
                onMenu={(at) => setMenu({ at })}
              />
            )}
          </DropZone>
        </div>
        <footer className={styles.status}>
          <span>{statusText(rows, chosen)}</span>
          <CommandLine isCompact command={listFilesCommand(files.from, shownPath, cliArgs)} />
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

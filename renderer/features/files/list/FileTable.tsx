import { type KeyboardEvent, type RefObject, useMemo, useRef } from 'react';
import { shownName } from '../../../../contract/model/fileName.ts';
import type { TableLayout } from '../../../ui/table/columns.ts';
import { selectOne, type Selection } from '../../../ui/table/selection.ts';
import { type Point, Table, type TableHandle } from '../../../ui/table/Table.tsx';
import styles from '../Files.module.css';
import { FILE_COLUMNS } from './columns.tsx';
import { type FileRow, typedAhead } from './rows.ts';
import { t } from '../texts/index.ts';

interface FileTableProps {
  readonly table: RefObject<TableHandle | null>;
  /** Of the directory. */
  readonly path: string;
  readonly rows: readonly FileRow[];
  readonly layout: TableLayout;
  readonly onLayout: (layout: TableLayout) => void;
  readonly selection: Selection;
  readonly onSelection: (selection: Selection) => void;
  readonly currentId: string | undefined;
  readonly canChange: boolean;
  readonly isLoading: boolean;
  readonly onOpen: (id: string) => void;
  readonly onUp: () => void;
  readonly onRename: () => void;
  readonly onRemove: () => void;
  readonly onMenu: (at: Point) => void;
}

const TYPING_MS = 800;

/** The names of a directory, and the keys of a file list. */
export function FileTable(props: FileTableProps) {
  const { table, path, rows, layout, selection, onSelection, canChange, isLoading } = props;
  const items = useMemo(() => rows.map((row) => ({ id: row.id, row })), [rows]);
  const typing = useRef({ text: '', at: 0 });

  function onKeyDown(event: KeyboardEvent) {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-row]');
    if (!row || event.target !== row || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Backspace') props.onUp();
    else if (event.key === 'F2' && canChange) props.onRename();
    else if (event.key === 'Delete' && canChange) props.onRemove();
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

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the grid inside has the focus
    <div className={styles.tableBox} onKeyDown={onKeyDown} aria-busy={isLoading}>
      <Table
        ref={table}
        label={t('Files in {{path}}', { path: shownName(path) })}
        columns={FILE_COLUMNS}
        items={items}
        layout={layout}
        onLayout={props.onLayout}
        selection={selection}
        onSelection={onSelection}
        nameOf={({ shown }) => shown}
        currentId={props.currentId}
        onOpen={props.onOpen}
        onMenu={(_id, at) => props.onMenu(at)}
        isDimmed={({ entry }: FileRow) => entry === undefined}
      />
    </div>
  );
}

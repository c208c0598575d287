import { extendTo, focusOn, type Selectable, selectAll, type Selection, selectOne, toggle } from './selection.ts';

export interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  /** Ctrl, or Cmd on a Mac. */
  readonly isCommand: boolean;
}

/** Where a key leads from the row at `index`; `undefined` for keys that do not move. */
function targetOf({ key }: Key, index: number, count: number, pageSize: number): number | undefined {
  const target = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + pageSize,
    PageUp: index - pageSize,
    Home: 0,
    End: count - 1,
  }[key];
  return target === undefined ? undefined : Math.max(0, Math.min(count - 1, target));
}

/** What a key makes of the selection, as in a file manager; `undefined` when it is not one of the list's keys. */
export function selectionAfter(
  key: Key,
  selection: Selection,
  order: readonly Selectable[],
  index: number,
  pageSize: number,
): Selection | undefined {
  const current = order[index];
  if (key.isCommand && key.key.toLowerCase() === 'a') return selectAll(selection, order);
  if (key.key === ' ') return current && toggle(selection, current);
  if (key.key === 'Escape') return selection.ids.length > 0 ? { ...selection, ids: [] } : undefined;
  const to = targetOf(key, index, order.length, pageSize);
  const target = to === undefined ? undefined : order[to];
  if (!target) return undefined;
  if (key.shiftKey) return extendTo(selection, target, order, key.isCommand);
  return key.isCommand ? focusOn(selection, target.id) : selectOne(target);
}

/** Which rows are chosen, which one the keyboard is on, and from where a range grows. */
export interface Selection {
  readonly ids: readonly string[];
  readonly focusedId?: string;
  readonly anchorId?: string;
}

/** What a selection moves over, in the order of the screen. Group headers take the focus but are never chosen. */
export interface Selectable {
  readonly id: string;
  readonly isGroup?: boolean;
}

export const NO_SELECTION: Selection = { ids: [] };

export const selectOne = ({ id, isGroup }: Selectable): Selection => ({
  ids: isGroup ? [] : [id],
  focusedId: id,
  anchorId: id,
});

/** Ctrl-click and Space. */
export function toggle(selection: Selection, { id, isGroup }: Selectable): Selection {
  if (isGroup) return focusOn(selection, id);
  const without = selection.ids.filter((other) => other !== id);
  const isChosen = without.length < selection.ids.length;
  return { ids: isChosen ? without : [...selection.ids, id], focusedId: id, anchorId: id };
}

/** Shift: everything from the anchor to here; with `isAdding` (Ctrl-Shift) beside what was chosen before. */
export function extendTo(
  selection: Selection,
  target: Selectable,
  order: readonly Selectable[],
  isAdding = false,
): Selection {
  const to = order.findIndex(({ id }) => id === target.id);
  const anchorId = selection.anchorId ?? selection.focusedId ?? target.id;
  const from = order.findIndex(({ id }) => id === anchorId);
  if (to < 0) return selection;
  if (from < 0) return selectOne(target);
  const range = order
    .slice(Math.min(from, to), Math.max(from, to) + 1)
    .filter(({ isGroup }) => !isGroup)
    .map(({ id }) => id);
  const ids = isAdding ? [...new Set([...selection.ids, ...range])] : range;
  return { ids, focusedId: target.id, anchorId };
}

export function selectAll(selection: Selection, order: readonly Selectable[]): Selection {
  return { ...selection, ids: order.filter(({ isGroup }) => !isGroup).map(({ id }) => id) };
}

/** Moves the keyboard without choosing. */
export const focusOn = (selection: Selection, id: string): Selection => ({ ...selection, focusedId: id });

/** After rows went away for good: what is gone is not chosen any more. Stays the same object where nothing changes. */
export function retain(selection: Selection, gone: ReadonlySet<string>): Selection {
  if (!selection.ids.some((id) => gone.has(id))) return selection;
  return { ...selection, ids: selection.ids.filter((id) => !gone.has(id)) };
}

import type { Context } from '../../../contract/model/context.ts';
import type { LiveList } from './liveLists.ts';

/** A thing and the engine that it is on: the same id or name on another engine is another thing. */
export interface TogetherRow<Item> {
  readonly id: string;
  readonly context: string;
  readonly item: Item;
}

/** One engine that is shown, and what it has. */
export interface EngineItems<Item> extends LiveList<Item> {
  readonly context: Context;
}

/** No context has a space in its name, so no two rows can have the same id. */
export const rowId = (context: string, id: string): string => `${context} ${id}`;

/** Makes the rows of a list; those whose item is the same object stay the same objects, and are not drawn again. */
export function createTogetherRows<Item extends { readonly id: string }>(): (
  engines: readonly Pick<EngineItems<Item>, 'context' | 'items'>[],
) => readonly TogetherRow<Item>[] {
  const made = new WeakMap<Item, TogetherRow<Item>>();
  return (engines) =>
    engines.flatMap(({ context: { name: context }, items }) =>
      items.map((item) => {
        const before = made.get(item);
        if (before?.context === context) return before;
        const row = { id: rowId(context, item.id), context, item };
        made.set(item, row);
        return row;
      }),
    );
}

/** What is done to rows is done on each engine by itself, in the order in which the engines are first met. */
export function byContext<Item>(
  rows: readonly TogetherRow<Item>[],
): readonly { readonly context: string; readonly items: readonly Item[] }[] {
  const groups = new Map<string, Item[]>();
  for (const { context, item } of rows) {
    const items = groups.get(context);
    if (items) items.push(item);
    else groups.set(context, [item]);
  }
  return [...groups].map(([context, items]) => ({ context, items }));
}

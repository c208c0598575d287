import { useMemo, useState } from 'react';
import type { ContainerSummary } from '../../../contract/model/container.ts';
import type { LiveList } from './liveLists.ts';

type MakeRows<T, Item> = (things: readonly T[], containers: readonly ContainerSummary[]) => readonly Item[];

/**
 * The rows of each engine's things, made by a maker of its own: it knows which rows are as before. An engine whose
 * lists are as before keeps its rows altogether.
 */
export function usePerContext<T, Item>(
  things: ReadonlyMap<string, LiveList<T>>,
  containers: ReadonlyMap<string, LiveList<ContainerSummary>>,
  createMaker: () => MakeRows<T, Item>,
): ReadonlyMap<string, LiveList<Item>> {
  const [makers] = useState(
    () => new Map<string, (list: LiveList<T>, of: readonly ContainerSummary[]) => LiveList<Item>>(),
  );
  return useMemo(
    () =>
      new Map(
        [...things].map(([context, list]) => {
          const make = makers.get(context) ?? remembering(createMaker());
          makers.set(context, make);
          return [context, make(list, containers.get(context)?.items ?? NOBODY)];
        }),
      ),
    [makers, things, containers, createMaker],
  );
}

const NOBODY: readonly ContainerSummary[] = [];

function remembering<T, Item>(makeRows: MakeRows<T, Item>) {
  let before: { list: LiveList<T>; containers: readonly ContainerSummary[]; made: LiveList<Item> } | undefined;
  return (list: LiveList<T>, containers: readonly ContainerSummary[]): LiveList<Item> => {
    if (before?.list === list && before.containers === containers) return before.made;
    const made = { ...list, items: makeRows(list.items, containers) };
    before = { list, containers, made };
    return made;
  };
}

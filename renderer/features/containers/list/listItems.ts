import type { ContainerSummary } from '../../../../contract/model/container.ts';
import type { TableItem } from '../../../ui/table/Table.tsx';
import type { Matches } from '../../../ui/search/match.ts';
import { compareText } from '../../../ui/compareText.ts';
import { isUp } from '../text/state.ts';

/** The containers of one stack, or those of none. */
export interface Group {
  /** The Compose project; empty for containers without one. */
  readonly stack: string;
  readonly containers: readonly ContainerSummary[];
  readonly upCount: number;
  readonly isOpen: boolean;
}

export type ListItem = TableItem<ContainerSummary, Group>;

interface Shape {
  readonly isAll: boolean;
  readonly matches?: Matches<ContainerSummary>;
  readonly compare: (a: ContainerSummary, b: ContainerSummary) => number;
  readonly isGrouped: boolean;
  readonly collapsed: ReadonlySet<string>;
}

interface Listed {
  readonly items: readonly ListItem[];
  /** That fit the search and the choice of all or running, in open groups and closed ones. */
  readonly count: number;
}

export const groupId = (stack: string): string => `stack:${stack}`;

/** The rows of the list, from all containers and what the person asked to see. */
export function listItems(containers: readonly ContainerSummary[], shape: Shape): Listed {
  const { isAll, matches, compare, isGrouped } = shape;
  const shown = containers
    .filter((container) => (isAll || isUp(container.state)) && (matches?.(container) ?? true))
    .sort((a, b) => compare(a, b) || (a.id < b.id ? -1 : 1));
  const items = isGrouped ? grouped(shown, shape) : shown.map(rowOf);
  return { items, count: shown.length };
}

const rowOf = (row: ContainerSummary): ListItem => ({ id: row.id, row });

function grouped(shown: readonly ContainerSummary[], { matches, collapsed }: Shape): ListItem[] {
  const stacks = new Map<string, ContainerSummary[]>();
  for (const container of shown) {
    const name = container.stack?.project ?? '';
    const members = stacks.get(name);
    if (members) members.push(container);
    else stacks.set(name, [container]);
  }
  // Headings help where there is something to tell apart.
  if (stacks.size === 0 || (stacks.size === 1 && stacks.has(''))) return shown.map(rowOf);
  return [...stacks]
    .toSorted(([a], [b]) => Number(a === '') - Number(b === '') || compareText(a, b))
    .flatMap(([stack, containers]) => {
      // What a search found is not hidden in a closed group.
      const isOpen = matches !== undefined || !collapsed.has(stack);
      const upCount = containers.filter(({ state }) => isUp(state)).length;
      const header: ListItem = { id: groupId(stack), isGroup: true, group: { stack, containers, upCount, isOpen } };
      return isOpen ? [header, ...containers.map(rowOf)] : [header];
    });
}

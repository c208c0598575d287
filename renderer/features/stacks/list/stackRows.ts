import type { ContainerPort, ContainerSummary } from '../../../../contract/model/container.ts';
import type { StackSummary } from '../../../../contract/model/stack.ts';

export interface StackRow {
  readonly id: string;
  readonly stack: StackSummary;
  /** Those of its containers that run. */
  readonly ports: readonly ContainerPort[];
}

const NONE: readonly ContainerPort[] = [];

/** Makes the rows of a list; those whose stack and ports are as before stay the same objects. */
export function createRowMaker(): (
  stacks: readonly StackSummary[],
  containers: readonly ContainerSummary[],
) => readonly StackRow[] {
  const made = new WeakMap<StackSummary, StackRow>();
  return (stacks, containers) => {
    const ports = portsByStack(containers);
    return stacks.map((stack) => {
      const its = ports.get(stack.project) ?? NONE;
      const before = made.get(stack);
      if (before && isSame(before.ports, its)) return before;
      const row: StackRow = { id: stack.id, stack, ports: its };
      made.set(stack, row);
      return row;
    });
  };
}

function portsByStack(containers: readonly ContainerSummary[]): ReadonlyMap<string, ContainerPort[]> {
  const all = new Map<string, ContainerPort[]>();
  for (const { stack, ports } of containers) {
    if (!stack) continue;
    const published = ports.filter(({ hostPort }) => hostPort !== undefined);
    if (published.length === 0) continue;
    const its = all.get(stack.project);
    if (its) its.push(...published);
    else all.set(stack.project, published);
  }
  return all;
}

const isSame = (a: readonly ContainerPort[], b: readonly ContainerPort[]): boolean =>
  a === b || (a.length === b.length && JSON.stringify(a) === JSON.stringify(b));

export const nameOf = ({ id }: StackRow): string => id;
export const isDown = ({ stack }: StackRow): boolean => stack.status === 'not-created';

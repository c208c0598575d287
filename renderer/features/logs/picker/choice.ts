import type { LogsPageProps } from '../lazyLogs.tsx';

export type Choosable = LogsPageProps['containers'][number];

export interface ChoiceGroup {
  /** Name of the stack; absent for containers by themselves. */
  readonly stack?: string;
  readonly containers: readonly Choosable[];
}

/** As many as one question may name. */
export const MOST_CONTAINERS = 200;

const byName = (a: { readonly name: string }, b: { readonly name: string }) =>
  a.name.localeCompare(b.name, 'en', { numeric: true });

/** By stack, and those without one last; only what contains the words. */
export function groupsOf(containers: readonly Choosable[], words: string): readonly ChoiceGroup[] {
  const wanted = words.trim().toLowerCase();
  const stacks = new Map<string | undefined, Choosable[]>();
  for (const container of containers) {
    const stack = container.stack?.project;
    if (wanted !== '' && !`${container.name} ${stack ?? ''}`.toLowerCase().includes(wanted)) continue;
    stacks.set(stack, [...(stacks.get(stack) ?? []), container]);
  }
  return [...stacks]
    .sort(([a], [b]) => (a === undefined ? 1 : b === undefined ? -1 : a.localeCompare(b)))
    .map(([stack, members]) => ({ ...(stack !== undefined && { stack }), containers: members.sort(byName) }));
}

/** Those of the names that are there, in the order of their names: colours stay when one comes or goes last. */
export function chosenOf(containers: readonly Choosable[], names: readonly string[]): readonly Choosable[] {
  const wanted = new Set(names);
  return containers
    .filter(({ name }) => wanted.has(name))
    .sort(byName)
    .slice(0, MOST_CONTAINERS);
}

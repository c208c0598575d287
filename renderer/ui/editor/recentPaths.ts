import type { LayoutStore } from '../layoutStore.ts';

const MAX = 8;

const isPaths = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((path) => typeof path === 'string');

/** The files that were open in an editor, the last one first. */
export function recentPaths(store: LayoutStore, key: string) {
  const read = (): readonly string[] => {
    const value = store.read(key);
    return isPaths(value) ? value : [];
  };
  return {
    read,
    remember: (path: string): void =>
      store.write(key, [path, ...read().filter((other) => other !== path)].slice(0, MAX)),
  };
}

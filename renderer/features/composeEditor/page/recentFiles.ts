import { layoutStore } from '../../settings/index.ts';

const KEY = 'compose.recent';
const MAX = 8;

const isPaths = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((path) => typeof path === 'string');

export function recentFiles(): readonly string[] {
  const value = layoutStore.read(KEY);
  return isPaths(value) ? value : [];
}

/** The last one first. */
export const rememberFile = (path: string): void =>
  layoutStore.write(KEY, [path, ...recentFiles().filter((other) => other !== path)].slice(0, MAX));

import type { ComposePath } from '../../../../contract/compose/edit.ts';
import type { MapShape } from './shapes.ts';

/** Few enough to be shown all at once. */
const FEW = 9;
const USUAL: Readonly<Record<string, readonly string[]>> = {
  build: ['context', 'dockerfile', 'target', 'args'],
  ports: ['target', 'published', 'protocol', 'host_ip'],
  volumes: ['type', 'source', 'target', 'read_only'],
};

/** Which keys of a map have a field at once; the others are chosen from a list. */
export function shownKeys(path: ComposePath, { keys }: MapShape, present: readonly string[]): readonly string[] {
  const last = path.at(-1);
  const isItem = typeof last === 'number';
  const usual = (isItem ? USUAL[String(path.at(-2))] : USUAL[String(last)]) ?? [...keys.keys()].slice(0, FEW);
  const isTopLevel = path.length <= 2;
  const first = !isItem && (isTopLevel || keys.size <= FEW) ? [...keys.keys()] : usual;
  const isKnown = new Set(first.filter((key) => keys.has(key)));
  return [...isKnown, ...present.filter((key) => !isKnown.has(key))];
}

/** What an item of a list is asked for when it is added in its long form. */
export function firstKeys(path: ComposePath, { keys, required }: MapShape): readonly string[] {
  const named: Readonly<Record<string, readonly string[]>> = {
    ports: ['target', 'published'],
    volumes: ['type', 'source', 'target'],
    configs: ['source', 'target'],
    secrets: ['source', 'target'],
    watch: ['action', 'path', 'target'],
    devices: path.length > 3 ? ['capabilities'] : ['source', 'target'],
  };
  const key = String(path.at(-1));
  const list =
    (Object.hasOwn(named, key) ? named[key] : undefined) ??
    (required.length > 0 ? required : [...keys.keys()].slice(0, 2));
  return list.filter((one) => keys.has(one));
}

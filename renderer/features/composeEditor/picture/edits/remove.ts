import type { ComposeEdit, ComposePath } from '../../../../../contract/compose/edit.ts';
import type { PictureLine, PictureNode } from '../graph/pictureGraph.ts';
import { SECTION } from '../graph/kinds.ts';
import { type Use, usesOf } from '../graph/uses.ts';
import { listOf, recordOf } from '../graph/value.ts';

/** What goes, and what else of the file names it. */
export interface Removal {
  readonly edits: readonly ComposeEdit[];
  /** Uses by others that go too. */
  readonly goes: readonly Use[];
  /** Services that are left asking for what is gone: taking that from them would make others of them. */
  readonly stays: readonly Use[];
}

/** A line goes with all that says it. */
export const removeLine = (file: unknown, line: PictureLine, from: PictureNode | undefined): readonly ComposeEdit[] =>
  line.kind === 'port' ? withoutPaths(file, from?.path ? [from.path] : []) : withoutPaths(file, line.uses.map(pathOf));

const pathOf = ({ path }: Use): ComposePath => path;

export function removeNode(file: unknown, node: PictureNode): Removal {
  if (node.kind === 'port') return { edits: withoutPaths(file, node.path ? [node.path] : []), goes: [], stays: [] };
  const services = Object.entries(recordOf(recordOf(file)['services']));
  const uses = services
    .filter(([name]) => !(node.kind === 'service' && name === node.name))
    .flatMap(([name, value]) => usesOf(name, recordOf(value)))
    .filter(({ kind, name }) => kind === node.kind && name === node.name);
  const goes = uses.filter(({ how }) => how !== 'extends');
  const stays = uses.filter(({ how }) => how === 'extends');
  const isDeclared = node.standing === 'declared';
  const own: ComposePath[] = isDeclared ? [[SECTION[node.kind], node.name]] : [];
  return { edits: withoutPaths(file, [...goes.map(pathOf), ...own]), goes, stays };
}

/**
 * Removes from the end, so that the paths of the others stay right. What would be left empty goes as a whole: an empty
 * list would say something else, and `services` alone has to stay.
 */
export function withoutPaths(file: unknown, paths: readonly ComposePath[]): readonly ComposeEdit[] {
  const byParent = new Map<string, { readonly parent: ComposePath; readonly keys: (string | number)[] }>();
  for (const path of paths) {
    const parent = path.slice(0, -1);
    const id = JSON.stringify(parent);
    const group = byParent.get(id) ?? { parent, keys: [] };
    const key = path.at(-1);
    if (key !== undefined && !group.keys.includes(key)) group.keys.push(key);
    byParent.set(id, group);
  }
  return [...byParent.values()].flatMap(({ parent, keys }): ComposeEdit[] => {
    const isWhole = keys.length === sizeOf(valueAt(file, parent));
    const isService = parent.length <= 2 && parent[0] === 'services';
    if (isWhole && !isService && parent.length > 0) return [{ op: 'remove', path: parent }];
    return keys
      .toSorted((a, b) => (typeof a === 'number' && typeof b === 'number' ? b - a : 0))
      .map((key) => ({ op: 'remove', path: [...parent, key] }));
  });
}

const valueAt = (file: unknown, path: ComposePath): unknown =>
  path.reduce<unknown>((at, key) => (typeof key === 'number' ? listOf(at)[key] : recordOf(at)[key]), file);

const sizeOf = (value: unknown): number => (Array.isArray(value) ? value.length : Object.keys(recordOf(value)).length);

/** Whether a service names no network any more once these are gone: then it is on the one that all have. */
export function fallsToDefault(file: unknown, goes: readonly Use[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { how, path } of goes) {
    const [, service] = path;
    if (how === 'networks' && typeof service === 'string') counts.set(service, (counts.get(service) ?? 0) + 1);
  }
  return [...counts]
    .filter(([service, count]) => sizeOf(valueAt(file, ['services', service, 'networks'])) === count)
    .map(([service]) => service);
}

import type { TreeLine } from './LazyTree.tsx';

/** The way to a value: keys of objects, indexes of arrays. */
export type JsonPath = readonly (string | number)[];

export interface JsonLine extends TreeLine {
  readonly path: JsonPath;
  readonly value: unknown;
}

/** One string for a path, that no other path has. */
export const pathId = (path: JsonPath): string => JSON.stringify(path);

/** Everything above this depth is open at first. */
const OPEN_DEPTH = 1;

export const isBranch = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0;

function* entriesOf(value: object): Generator<[string | number, unknown]> {
  if (Array.isArray(value)) yield* value.entries() as IterableIterator<[number, unknown]>;
  else yield* Object.entries(value);
}

/** The tree laid flat, as far as it is open: a closed branch costs one line, whatever it holds. */
export function jsonLines(root: unknown, toggled: ReadonlyMap<string, boolean>): JsonLine[] {
  const lines: JsonLine[] = [];
  const visit = (value: object, path: JsonPath) => {
    for (const [key, child] of entriesOf(value)) {
      const childPath = [...path, key];
      const id = pathId(childPath);
      const isOpen = isBranch(child) ? (toggled.get(id) ?? childPath.length <= OPEN_DEPTH) : undefined;
      lines.push({ id, path: childPath, depth: path.length, value: child, isOpen });
      if (isOpen && isBranch(child)) visit(child, childPath);
    }
  };
  if (isBranch(root)) visit(root, []);
  return lines;
}

const leafText = (leaf: unknown): string => (typeof leaf === 'string' ? leaf : JSON.stringify(leaf));

const MAX_FOUND = 5000;

/** The paths whose key or value holds the text, in the order of the tree. */
export function searchJson(root: unknown, text: string): JsonPath[] {
  const wanted = text.toLowerCase();
  const found: JsonPath[] = [];
  const visit = (value: object, path: JsonPath) => {
    for (const [key, child] of entriesOf(value)) {
      if (found.length >= MAX_FOUND) return;
      const childPath = [...path, key];
      const isLeaf = typeof child !== 'object' || child === null;
      const own = typeof key === 'string' ? key : '';
      if (own.toLowerCase().includes(wanted) || (isLeaf && leafText(child).toLowerCase().includes(wanted)))
        found.push(childPath);
      if (!isLeaf) visit(child, childPath);
    }
  };
  if (wanted !== '' && isBranch(root)) visit(root, []);
  return found;
}

/** What has to be open so that a path is seen. */
export const parentsOf = (path: JsonPath): string[] =>
  path.slice(0, -1).map((_, index) => pathId(path.slice(0, index + 1)));

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** `.NetworkSettings.Networks["my-net"].IPAddress`, as jq reads it. */
export function pathText(path: JsonPath): string {
  const text = path
    .map((part) => {
      if (typeof part === 'number') return `[${part}]`;
      return IDENTIFIER.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`;
    })
    .join('');
  return text.startsWith('.') ? text : `.${text}`;
}

/** A value in a line; a closed branch as its size. */
export function previewOf(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${value.length} ]`;
  if (isBranch(value)) return `{ ${Object.keys(value).length} }`;
  return JSON.stringify(value) ?? 'null';
}

/** As it is copied: text without quotes, anything else as JSON. */
export const copiedValue = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value, null, 2);

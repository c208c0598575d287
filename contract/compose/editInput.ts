import type { ComposeEdit, ComposePath, ComposeValue } from './edit';
import { isList } from './syntax/meaning';

/** What somebody wrote is no list of edits. `message` says which one and why. */
export class BadEdits extends Error {}

type Fields = { readonly [key: string]: ComposeValue };

/**
 * Reads edits from JSON as a person or a program writes them: a list, or a single one. More than `ComposeEdit` is understood:
 * the place of an `insert` also as the last of its path (`["services", "web", "ports", 0]`), the new name of a `rename` also as
 * `key`, `name`, `newKey` or `value`. Throws `BadEdits`.
 */
export function readEdits(json: string): ComposeEdit[] {
  const input = parseJson(json);
  const list = isList(input) ? input : [input];
  return list.map((each, index) => {
    try {
      return readEdit(each);
    } catch (thrown) {
      if (thrown instanceof BadEdits && list.length > 1) throw new BadEdits(`Edit ${index + 1}: ${thrown.message}`);
      throw thrown;
    }
  });
}

function parseJson(json: string): ComposeValue {
  if (json.trim() === '') throw new BadEdits('No edits were given: write a JSON list of them to standard input.');
  try {
    return JSON.parse(json) as ComposeValue;
  } catch (thrown) {
    throw new BadEdits(`The edits are no JSON: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  }
}

function readEdit(input: ComposeValue): ComposeEdit {
  if (input === null || typeof input !== 'object' || isList(input)) {
    throw new BadEdits(
      'An edit is an object such as {"op": "set", "path": ["services", "web", "image"], "value": "nginx"}.',
    );
  }
  const fields = input as Fields;
  const path = readPath(fields['path']);
  const op = fields['op'];
  if (op === 'set') return { op, path, value: readValue(fields) };
  if (op === 'remove') return { op, path };
  if (op === 'insert') return readInsert(fields, path);
  if (op === 'rename') return { op, path, to: readName(fields) };
  throw new BadEdits(`There is no op ${JSON.stringify(op ?? null)}: it is set, remove, insert or rename.`);
}

function readPath(path: ComposeValue | undefined): ComposePath {
  if (path === undefined || !isList(path)) throw new BadEdits('“path” is a list of keys and indexes.');
  for (const key of path) {
    const isIndex = typeof key === 'number' && Number.isInteger(key) && key >= 0;
    if (typeof key !== 'string' && !isIndex) throw new BadEdits(`${JSON.stringify(key)} is no key and no index.`);
  }
  return path as ComposePath;
}

function readValue(fields: Fields): ComposeValue {
  const value = fields['value'];
  if (value === undefined) throw new BadEdits('“value” is missing.');
  return value;
}

/** The sections whose entries have names: an insert below them names one. */
const SECTIONS: ReadonlySet<unknown> = new Set(['services', 'networks', 'volumes', 'configs', 'secrets', 'models']);

function readInsert(fields: Fields, path: ComposePath): ComposeEdit {
  const value = readValue(fields);
  const index = fields['index'] ?? undefined;
  if (index !== undefined && !(typeof index === 'number' && Number.isInteger(index) && index >= 0)) {
    throw new BadEdits(`“index” is a number from 0, not ${JSON.stringify(index)}.`);
  }
  const at = index === undefined ? {} : { index };
  const key = fields['key'];
  if (key !== undefined) return { op: 'insert', path, ...at, key: readText(key, 'key'), value };
  const last = path.at(-1);
  if (index === undefined && typeof last === 'number') {
    return { op: 'insert', path: path.slice(0, -1), index: last, value };
  }
  if (path.length === 2 && SECTIONS.has(path[0])) {
    return { op: 'insert', path: path.slice(0, 1), ...at, key: String(last), value };
  }
  return { op: 'insert', path, ...at, value };
}

function readName(fields: Fields): string {
  const name = fields['to'] ?? fields['key'] ?? fields['name'] ?? fields['newKey'] ?? fields['value'];
  if (name === undefined) throw new BadEdits('“to” is missing: the new name.');
  return readText(name, 'to');
}

function readText(value: ComposeValue, field: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw new BadEdits(`“${field}” is a text, not ${JSON.stringify(value)}.`);
}

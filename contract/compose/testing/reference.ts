import { type Document, isMap, isScalar, isSeq, Pair, parse, parseDocument, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { ComposeEdit, ComposeValue } from '../edit';

/**
 * What a file must mean after edits, by another road than ours: the document model of the library, changed and written anew.
 * Comments and form are lost on it, the meaning is not. Scalars that are not touched are written as they were.
 */
export function referenceText(text: string, edits: readonly ComposeEdit[]): string {
  const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: false });
  for (const edit of edits) applyTo(document, edit);
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

function applyTo(document: Document, edit: ComposeEdit): void {
  const root = new YAMLSeq();
  root.items.push(document.contents);
  const outer = edit.op === 'insert' ? edit.path : edit.path.slice(0, -1);
  let holder: unknown = root;
  let key: string | number = 0;
  for (const next of outer) {
    holder = intoCollection(holder, key, typeof next === 'number');
    key = next;
  }
  const isItem = edit.op === 'insert' ? edit.key === undefined : typeof edit.path.at(-1) === 'number';
  change(intoCollection(holder, key, isItem), edit);
  document.contents = root.items[0] as typeof document.contents;
}

/** The collection at a key; where there is none yet, a new one. */
function intoCollection(holder: unknown, key: string | number, isSequence: boolean): YAMLMap | YAMLSeq {
  const found = isSeq(holder) ? holder.items[Number(key)] : pairOf(holder, key)?.value;
  if ((isMap(found) || isSeq(found)) && (found.items.length > 0 || isSeq(found) === isSequence))
    return found as YAMLMap | YAMLSeq;
  const made = isSequence ? new YAMLSeq() : new YAMLMap();
  if (isSeq(holder)) holder.items[Number(key)] = made;
  else put(holder, key, made);
  return made;
}

function change(holder: YAMLMap | YAMLSeq, edit: ComposeEdit): void {
  const key = edit.path.at(-1) ?? '';
  if (edit.op === 'insert') {
    if (isSeq(holder)) holder.items.splice(edit.index ?? holder.items.length, 0, nodeOf(edit.value));
    else
      holder.items.splice(edit.index ?? holder.items.length, 0, new Pair(nodeOf(edit.key ?? ''), nodeOf(edit.value)));
  } else if (edit.op === 'set') {
    if (isSeq(holder)) holder.items[Number(key)] = nodeOf(edit.value);
    else put(holder, key, nodeOf(edit.value));
  } else if (edit.op === 'remove') {
    holder.items.splice(isSeq(holder) ? Number(key) : holder.items.indexOf(pairOf(holder, key) as Pair), 1);
    if (holder.items.length === 0) holder.flow = true;
  } else {
    const pair = pairOf(holder, key);
    if (pair) pair.key = nodeOf(edit.to);
  }
}

const pairOf = (holder: unknown, key: string | number): Pair | undefined =>
  isMap(holder) ? holder.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key)) : undefined;

function put(holder: unknown, key: string | number, value: unknown): void {
  const pair = pairOf(holder, key);
  if (pair) pair.value = value;
  else if (isMap(holder)) holder.items.push(new Pair(nodeOf(String(key)), value));
}

function nodeOf(value: ComposeValue): Scalar | YAMLMap | YAMLSeq {
  if (Array.isArray(value)) {
    const sequence = new YAMLSeq();
    sequence.items.push(...(value as readonly ComposeValue[]).map(nodeOf));
    return sequence;
  }
  if (value !== null && typeof value === 'object') {
    const map = new YAMLMap();
    for (const [key, each] of Object.entries(value))
      map.items.push(new Pair(nodeOf(key), nodeOf(each as ComposeValue)));
    return map;
  }
  const scalar = new Scalar(String(value));
  scalar.type = typeof value === 'string' ? 'QUOTE_DOUBLE' : 'PLAIN';
  return scalar;
}

/** The values of a text for parsers of the versions of YAML, to be compared. Of `!reset` and its kind the value counts. */
export function meaningsOf(text: string, schemas: readonly ('core' | 'yaml-1.1')[]): unknown[] {
  const options = { merge: true, logLevel: 'error', uniqueKeys: false, intAsBigInt: true, maxAliasCount: -1 } as const;
  return schemas.map((schema) => parse(text, { ...options, schema }) as unknown);
}

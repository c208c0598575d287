import type { ComposeEdit, ComposePath, ComposeValue } from '../edit';
import { entriesOf, isList, isMerge, type Meaning } from '../syntax/meaning';
import { type CollectionNode, keyText } from '../syntax/tree';
import type { State } from './state';

/**
 * The edits of single keys and items that make one collection of another: what is the same stays, with its comments.
 * Additions come before removals, so that nothing is empty on the way.
 */
export function difference(state: State, node: CollectionNode, path: ComposePath, value: ComposeValue): ComposeEdit[] {
  return isList(value) ? ofSequence(state, node, path, value) : ofMap(state, node, path, value);
}

function ofMap(state: State, node: CollectionNode, path: ComposePath, value: ComposeValue): ComposeEdit[] {
  const { book, reader } = state;
  const content = book.content(state.reader.of(node));
  const inner = content.kind === 'tagged' ? book.content(content.inner) : content;
  const old = inner.kind === 'map' ? inner.entries : new Map<string, Meaning>();
  const wanted = new Map(entriesOf(value));
  const sets = [...wanted]
    .filter(([key, each]) => old.get(key) !== book.ofValue(each))
    .map(([key, each]): ComposeEdit => ({ op: 'set', path: [...path, key], value: each }));
  const removes = node.entries
    .filter((entry) => !isMerge(entry.key) && !wanted.has(keyText(entry) ?? `\u0000${reader.of(entry.value)}`))
    .map((entry): ComposeEdit => ({ op: 'remove', path: [...path, keyText(entry) ?? ''] }));
  return [...sets, ...removes];
}

function ofSequence(
  state: State,
  node: CollectionNode,
  path: ComposePath,
  value: readonly ComposeValue[],
): ComposeEdit[] {
  const before = node.entries.map((entry) => state.reader.of(entry.value));
  const after = value.map((each) => state.book.ofValue(each));
  const edits: ComposeEdit[] = [];
  // From the end, so that the places before stay where they are.
  for (const { from, to, added, at } of runs(before, after).toReversed()) {
    const gone = to - from;
    const same = Math.min(gone, added);
    for (let index = gone - 1; index >= same; index -= 1) edits.push({ op: 'remove', path: [...path, from + index] });
    for (let index = added - 1; index >= same; index -= 1) {
      edits.push({ op: 'insert', path, index: from + same, value: value[at + index] ?? null });
    }
    for (let index = 0; index < same; index += 1) {
      edits.push({ op: 'set', path: [...path, from + index], value: value[at + index] ?? null });
    }
  }
  return edits;
}

interface Run {
  readonly from: number;
  readonly to: number;
  /** Where it is in the new one, and how many there are. */
  readonly at: number;
  readonly added: number;
}

const MAX_TABLE = 1_000_000;

/** What differs between two lists, by their longest common subsequence. */
function runs(before: readonly Meaning[], after: readonly Meaning[]): Run[] {
  let start = 0;
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const a = before.slice(start, before.length - end);
  const b = after.slice(start, after.length - end);
  if (a.length === 0 && b.length === 0) return [];
  if (a.length * b.length > MAX_TABLE) return [{ from: start, to: start + a.length, at: start, added: b.length }];
  const lengths = commonLengths(a, b);
  const found: Run[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [fromI, fromJ] = [i, j];
    while ((i < a.length || j < b.length) && a[i] !== b[j]) {
      const skipA = lengths[i + 1]?.[j] ?? -1;
      const skipB = lengths[i]?.[j + 1] ?? -1;
      if (i < a.length && (j >= b.length || skipA >= skipB)) i += 1;
      else j += 1;
    }
    if (i > fromI || j > fromJ) found.push({ from: start + fromI, to: start + i, at: start + fromJ, added: j - fromJ });
    while (i < a.length && j < b.length && a[i] === b[j]) [i, j] = [i + 1, j + 1];
  }
  return found;
}

function commonLengths(a: readonly Meaning[], b: readonly Meaning[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () => Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (!row) continue;
      row[j] = a[i] === b[j] ? (lengths[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(lengths[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return lengths;
}

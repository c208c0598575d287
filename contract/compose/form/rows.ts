import type { ComposeEdit, ComposePath, ComposeValue } from '../edit';
import type { ComposeNode, ComposeText } from '../parseCompose';
import { valueOfText } from './scalarText';
import { type Parts, partsOf, type ShortSyntax } from './shortSyntax';

/** An item of a list or a key of a map, as the fields that it is edited in. */
export type FormRow =
  /** `- 8080:80`, taken apart. */
  | { readonly written: 'short'; readonly path: ComposePath; readonly node: ComposeNode; readonly parts: Parts }
  /** A text that stays one field. */
  | { readonly written: 'text'; readonly path: ComposePath; readonly node: ComposeNode; readonly text: string }
  /** `KEY: value` of a map; `text` is undefined where nothing stands behind the colon. */
  | {
      readonly written: 'pair';
      readonly path: ComposePath;
      readonly node: ComposeNode;
      readonly key: string;
      readonly text: string | undefined;
    }
  /** A map or a list: fields of its own. */
  | { readonly written: 'long'; readonly path: ComposePath; readonly node: ComposeNode };

/** What is in a list or a map, in its order. */
export function readRows(doc: ComposeText, path: ComposePath, syntax: ShortSyntax | undefined): FormRow[] {
  return doc.keysAt(path).flatMap((key): FormRow[] => {
    const at = [...path, key];
    const node = doc.nodeAt(at);
    if (!node) return [];
    if (node.kind === 'map' || node.kind === 'sequence') return [{ written: 'long', path: at, node }];
    if (typeof key === 'string') return [{ written: 'pair', path: at, node, key, text: node.text }];
    const parts = syntax && node.text !== undefined ? partsOf(syntax, node.text) : undefined;
    return [
      parts ? { written: 'short', path: at, node, parts } : { written: 'text', path: at, node, text: node.text ?? '' },
    ];
  });
}

/** What a person typed into a field of a row, as the edits that say it; or why it cannot be said. */
export type RowWrite = { readonly edits: readonly ComposeEdit[] } | { readonly problem: string };

/** One part of a short form, with the others as they are. Empty: without this part. */
export function writePart(
  row: FormRow & { written: 'short' },
  syntax: ShortSyntax,
  id: string,
  text: string,
): RowWrite {
  const field = syntax.fields.find((one) => one.id === id);
  if (text === '' && field?.isNeeded) return { problem: `${field.label} is needed.` };
  // An empty value is a value: `KEY=` is not `KEY`.
  const keepsEmpty = id === 'value';
  const parts: Parts = { ...row.parts, [id]: text === '' && !keepsEmpty ? undefined : text };
  const written = syntax.write(parts);
  const again = partsOf(syntax, written);
  if (!again || Object.keys({ ...again, ...parts }).some((key) => (again[key] ?? '') !== (parts[key] ?? ''))) {
    return { problem: 'The short form cannot say this.' };
  }
  return { edits: [{ op: 'set', path: row.path, value: valueOfText(written, row.node, []) }] };
}

/** The text of an item, or the value of a pair. */
export const writeText = (row: FormRow, text: string, types: readonly string[]): RowWrite => ({
  edits: [{ op: 'set', path: row.path, value: valueOfText(text, row.node, types) }],
});

/** Another key for the same value. */
export function writeKey(row: FormRow, to: string): RowWrite {
  return to === '' ? { problem: 'A name is needed.' } : { edits: [{ op: 'rename', path: row.path, to }] };
}

/** Takes an item or a key away. The last one takes the list or map with it, which would say nothing. */
export function removeEntry(doc: ComposeText, path: ComposePath): ComposeEdit[] {
  const outer = path.slice(0, -1);
  const isLast = outer.length > 2 && doc.keysAt(outer).length === 1;
  // Only what is written here: what comes by an alias is not ours to take away.
  if (isLast && doc.nodeAt(outer)?.origin.how === 'own' && doc.nodeAt(path)?.origin.how === 'own')
    return removeEntry(doc, outer);
  return [{ op: 'remove', path }];
}

/** One more item, in the form that the others have. */
export function addItem(path: ComposePath, value: ComposeValue): ComposeEdit[] {
  return [{ op: 'insert', path, value }];
}

/** One more key. */
export function addKey(path: ComposePath, key: string, value: ComposeValue): ComposeEdit[] {
  return [{ op: 'insert', path, key, value }];
}

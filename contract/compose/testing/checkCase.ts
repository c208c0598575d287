import { editCompose } from '../editCompose';
import type { EditRefusal, TextChange } from '../edit';
import { applyChanges } from '../editing/changes';
import type { Case } from './catalogue';
import { meaningsOf, referenceText } from './reference';

export type Verdict =
  | { readonly kind: 'done'; readonly text: string; readonly reference: string }
  | { readonly kind: 'refused'; readonly refusal: EditRefusal }
  | { readonly kind: 'wrong'; readonly why: string; readonly text: string };

/** Makes the edits of a case and looks at the outcome without trusting anything of it. */
export function checkCase(text: string, { name, edits }: Case): Verdict {
  const outcome = editCompose(text, edits);
  if (!outcome.ok) return { kind: 'refused', refusal: outcome.refusal };
  const why = whatIsWrong(text, outcome.text, outcome.changes);
  if (why) return { kind: 'wrong', why, text: outcome.text };
  const reference = referenceText(text, edits);
  // What stays may be plain in the file (`22:22`) and a number for old parsers; the reference writes all of it anew.
  const schemas = name.startsWith('set all of') ? (['core'] as const) : (['core', 'yaml-1.1'] as const);
  if (!same(meaningsOf(outcome.text, schemas), meaningsOf(reference, schemas))) {
    return { kind: 'wrong', why: 'It means something else than it should.', text: outcome.text };
  }
  return { kind: 'done', text: outcome.text, reference };
}

function whatIsWrong(before: string, after: string, changes: readonly TextChange[]): string | undefined {
  if (applyChanges(before, changes) !== after) return 'The changes do not make the text.';
  if (/\r\n/.test(before) && !/[^\r]\n/.test(before) && /[^\r]\n/.test(after)) return 'It mixes line ends.';
  const isTaken = changes.some(({ from, to }) => to > from);
  if (!isTaken && !/\n$/.test(before) && before !== '' && /\n$/.test(after))
    return 'It ends with a line end and did not.';
  const lost = ownLineComments(before).filter((comment) => !removeOne(ownLineComments(after), comment));
  const inside = changes.map(({ from, to }) => before.slice(from, to)).join('\n');
  const unexpected = lost.find((comment) => !inside.includes(comment));
  return unexpected === undefined ? undefined : `A comment is gone: ${unexpected}`;
}

const ownLineComments = (text: string): string[] => text.match(/^[ \t]*#.*$/gm) ?? [];

function removeOne(comments: string[], comment: string): boolean {
  return comments.includes(comment);
}

export function same(a: unknown, b: unknown): boolean {
  return serialise(a) === serialise(b);
}

/** Keys in one order, so that only values count. */
export function serialise(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (typeof each === 'bigint') return `${each}n`;
    if (each instanceof Date) return each.toISOString();
    if (each === null || typeof each !== 'object' || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).sort(([x], [y]) => (x < y ? -1 : 1)));
  });
}

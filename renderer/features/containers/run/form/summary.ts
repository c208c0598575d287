import type { FieldId } from '../fields/fields.ts';
import { FIELDS } from '../fields/fields.ts';
import type { RunDraft } from '../draft/draft.ts';
import { rowsIn, textIn } from '../draft/draft.ts';
import { EMPTY_DRAFT, isFilled } from '../draft/readDraft.ts';
import type { RowsField } from '../draft/field.ts';
import { language } from '../../../../i18n/index.ts';
import { t } from '../../texts/index.ts';

type AnyRows = Pick<RowsField<never>, 'label' | 'noun'>;

/** What is set in these fields, each in a few words: “Memory 512m”, “2 labels”. */
export function summaryOf(draft: RunDraft, ids: readonly FieldId[]): readonly string[] {
  return ids.flatMap((id) => wordsOf(draft, id) ?? []);
}

function wordsOf(draft: RunDraft, id: FieldId): string | undefined {
  const field = FIELDS[id];
  if (field.kind === 'rows') {
    const count = rowsIn(draft, id).filter((row) => isFilled(field, row)).length;
    if (count === 0) return undefined;
    return countOf(field, count);
  }
  if (field.kind === 'group') {
    const parts = Object.keys(field.parts).map((part) => `${id}.${part}`);
    return parts.some((part) => textIn(draft, part) !== textIn(EMPTY_DRAFT, part)) ? field.label : undefined;
  }
  const text = textIn(draft, id);
  if (text === textIn(EMPTY_DRAFT, id)) return undefined;
  // What stands before a colon or a bracket names it.
  const label = /^[^:(,]*[^:(, ]/.exec(field.label)?.[0] ?? field.label;
  if (field.input === 'box') return label;
  return `${label} ${field.options?.find(({ value }) => value === text)?.label ?? text}`;
}

/** English makes them by rule; another language names the list. */
export function countOf(field: AnyRows, count: number): string {
  if (language() !== 'en') return t('{{label}}: {{number}}', { label: field.label, number: count });
  return `${count} ${count === 1 ? field.noun : nounPlural(field.noun)}`;
}

export function nounPlural(noun: string): string {
  const [, head = noun, rest = ''] = /^(.*?)( (?:to|of) .*)$/.exec(noun) ?? [];
  return head.endsWith('y') ? `${head.slice(0, -1)}ies${rest}` : `${head}s${rest}`;
}

/** Other languages would need its gender: there the button does without. */
export const withArticle = (noun: string): string =>
  language() !== 'en' ? noun : /^[aeiou]/i.test(noun) ? `an ${noun}` : `a ${noun}`;

import { FIELD_IDS, type FieldId, FIELDS } from '../fields/fields.ts';

const texts = new Map<FieldId, string>();

function textOf(id: FieldId): string {
  const known = texts.get(id);
  if (known !== undefined) return known;
  const field = FIELDS[id];
  const looks =
    field.kind === 'group' ? Object.values(field.parts) : field.kind === 'rows' ? Object.values(field.cells) : [field];
  const text = [
    field.label,
    ...(field.kind === 'group' ? [] : [field.help]),
    field.kind === 'rows' ? field.noun : '',
    field.keywords,
    ...field.flags,
    ...looks.flatMap(({ label, help, options }) => [label, help, ...(options ?? []).map((option) => option.label)]),
  ]
    .join('\n')
    .toLowerCase();
  texts.set(id, text);
  return text;
}

/** The fields that have all of these words, or the flag of `docker run`; those that are called so first. */
export function findFields(query: string): ReadonlySet<FieldId> {
  const typed = query.split(/\s+/).filter(Boolean);
  const [first] = typed;
  if (first === undefined) return new Set();
  // -p and -P are two.
  if (/^--?[a-z]/i.test(first)) {
    const [flag = ''] = first.split('=');
    const exact = FIELD_IDS.filter((id) => FIELDS[id].flags.includes(flag));
    return new Set(
      exact.length > 0 ? exact : FIELD_IDS.filter((id) => FIELDS[id].flags.some((one) => one.startsWith(flag))),
    );
  }
  return new Set(FIELD_IDS.filter((id) => typed.every((word) => textOf(id).includes(word.toLowerCase()))));
}

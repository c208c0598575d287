import { mergeSources, resolveAlias } from '../../../../contract/compose/syntax/meaning.ts';
import { resolveScalar } from '../../../../contract/compose/syntax/scalar.ts';
import { type CollectionNode, keyText, type ScalarNode } from '../../../../contract/compose/syntax/tree.ts';
import type { Problem } from './analysis.ts';
import { closest } from './closest.ts';
import { formsOfItem, formsOfKey, patternOf, rootForms, type Schema, typesOf } from './schema.ts';
import { pairsOf, pathOf, type YamlNode } from './tree.ts';
import { KEYS } from './declared.ts';
import { kindWord } from './kindWord.ts';
import { t } from '../texts/index.ts';

const WORDS: Readonly<Record<string, () => string>> = {
  object: () => t('a map'),
  array: () => t('a list'),
  string: () => t('a text'),
  number: () => t('a number'),
  integer: () => t('a whole number'),
  boolean: () => t('true or false'),
  null: () => t('empty'),
};

/** What the Compose Specification has against a file, each with its place. */
export function schemaProblems(root: YamlNode): readonly Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<YamlNode, Set<readonly Schema[]>>();

  /** An anchor that is used a hundred times is looked at once for each kind of use. */
  function check(node: YamlNode, forms: readonly Schema[], name: string, into: Problem[], where: YamlNode): void {
    const target = resolveAlias(node);
    if (!target || forms.length === 0 || target.tag?.name === '!reset') return;
    const known = seen.get(target) ?? new Set();
    if (known.has(forms)) return;
    known.add(forms);
    seen.set(target, known);
    const kinds = kindsOf(target);
    const fitting = forms.filter((form) => typesOf(form).length === 0 || typesOf(form).some((type) => kinds.has(type)));
    if (fitting.length === 0) {
      const may = [...new Set(forms.flatMap(typesOf))].map((type) => WORDS[type]?.() ?? type);
      return void into.push(problem(where, t('“{{name}}” must be {{forms}}.', { name, forms: anyOf(may) })));
    }
    const [only] = fitting;
    if (fitting.length === 1 && only) return look(target, only, name, into);
    // One of several: the one with the least against it is the one that was meant.
    let least: Problem[] | undefined;
    for (const form of fitting) {
      const found: Problem[] = [];
      look(target, form, name, found);
      if (!least || found.length < least.length) least = found;
      if (found.length === 0) break;
    }
    into.push(...(least ?? []));
  }

  function look(node: Exclude<YamlNode, { kind: 'alias' }>, form: Schema, name: string, into: Problem[]): void {
    if (node.kind === 'scalar') return lookAtScalar(node, form, name, into);
    if (node.kind === 'map') return lookAtMap(node, form, name, into);
    for (const { value } of node.entries)
      check(value, formsOfItem(form), t('an item of {{name}}', { name }), into, value);
  }

  function lookAtMap(map: CollectionNode, form: Schema, name: string, into: Problem[]): void {
    for (const entry of map.entries) {
      const key = keyText(entry);
      if (key === undefined || !entry.key || (key === '<<' && entry.key.kind === 'scalar')) continue;
      const forms = formsOfKey(form, key);
      if (forms) check(entry.value, forms, key, into, entry.value.from === entry.value.to ? entry.key : entry.value);
      else into.push(unknownKey(entry.key, key, form, name));
    }
    for (const source of mergeSources(map)) check(source, alone(form), name, into, source);
    if (!form.required) return;
    const there = new Set(pairsOf(map).map((pair) => pair.name));
    for (const key of form.required.filter((one) => !there.has(one))) {
      into.push(problem(map.entry.key ?? map, t('“{{name}}” must have “{{key}}”.', { name, key })));
    }
  }

  check(root, rootForms, t('the file'), problems, root);
  return problems;
}

const singles = new WeakMap<Schema, readonly Schema[]>();

/** The same list each time: it is how a node that was looked at is known again, also one that contains itself. */
function alone(form: Schema): readonly Schema[] {
  const list = singles.get(form) ?? [form];
  singles.set(form, list);
  return list;
}

function unknownKey(node: YamlNode, key: string, form: Schema, name: string): Problem {
  const known = Object.keys(form.properties ?? {});
  const meant = closest(key, known);
  const patterns = Object.keys(form.patternProperties ?? {}).filter((pattern) => pattern !== '^x-');
  const message =
    known.length === 0 && patterns.length > 0
      ? t('“{{key}}” is no possible name here: it may have letters, digits, “.”, “_” and “-”.', { key })
      : t('There is no key “{{key}}” in {{place}}.', { key, place: placeWords(node, name) });
  return {
    ...problem(node, message),
    ...(meant !== undefined
      ? {
          why: t('“{{meant}}” may be meant.', { meant }),
          fixes: [
            {
              label: t('Change to “{{meant}}”', { meant }),
              edits: [{ op: 'rename', path: pathOf(node.entry.value), to: meant }],
            },
          ],
        }
      : known.length > 0 && { why: t('A key of your own begins with “x-”.') }),
  };
}

const KINDS = ['service', 'network', 'volume', 'secret', 'config'] as const;

const anyOf = (words: readonly string[]): string =>
  words.length < 2
    ? words.join('')
    : t('{{first}} or {{last}}', { first: words.slice(0, -1).join(', '), last: words.at(-1) ?? '' });

/** “the service web” rather than “web”. */
function placeWords(node: YamlNode, name: string): string {
  const path = pathOf(node.entry.value);
  const kind = KINDS.find((one) => KEYS[one] === path[0]);
  if (path.length === 1) return t('a Compose file');
  return path.length === 3 && kind !== undefined
    ? t('the {{kind}} “{{name}}”', { kind: kindWord(kind), name })
    : `“${name}”`;
}

function lookAtScalar(node: ScalarNode, form: Schema, name: string, into: Problem[]): void {
  if (form.deprecated === true && name !== 'version') {
    into.push({ ...problem(node, t('“{{name}}” is deprecated.', { name })), severity: 'info' });
  }
  const { text } = node;
  if (/\$/.test(text)) return; // what it will be is not known here
  if (form.enum && !form.enum.some((one) => String(one) === text)) {
    const meant = closest(text, form.enum.map(String));
    const fixes =
      meant === undefined
        ? []
        : [
            {
              label: t('Change to “{{meant}}”', { meant }),
              edits: [{ op: 'set' as const, path: pathOf(node), value: meant }],
            },
          ];
    into.push({
      ...problem(
        node,
        t('“{{text}}” is none of {{choices}}.', { text, choices: form.enum.map((one) => `“${one}”`).join(', ') }),
      ),
      fixes,
    });
  }
  const number = Number(text);
  if (form.pattern !== undefined && !patternOf(form.pattern).test(text))
    into.push(problem(node, t('“{{text}}” has not the form that “{{name}}” needs.', { text, name })));
  if (form.minimum !== undefined && number < form.minimum)
    into.push(problem(node, t('“{{name}}” must be {{minimum}} or more.', { name, minimum: form.minimum })));
  if (form.maximum !== undefined && number > form.maximum)
    into.push(problem(node, t('“{{name}}” must be {{maximum}} or less.', { name, maximum: form.maximum })));
}

/** The types of JSON Schema that a value counts as. Compose turns a text into the number or the truth that it says. */
function kindsOf(node: Exclude<YamlNode, { kind: 'alias' }>): ReadonlySet<string> {
  if (node.kind !== 'scalar') return new Set([node.kind === 'map' ? 'object' : 'array']);
  const { type } = resolveScalar(node);
  switch (type) {
    case 'null':
      return new Set(['null']);
    case 'bool':
      return new Set(['boolean']);
    case 'int':
      return new Set(['integer', 'number']);
    case 'float':
      return new Set(['number', ...(Number.isInteger(Number(node.text)) ? ['integer'] : [])]);
    default: {
      const kinds = new Set(['string']);
      if (/\$/.test(node.text)) for (const kind of ['number', 'integer', 'boolean']) kinds.add(kind);
      if (/^[-+]?\d+$/.test(node.text)) kinds.add('integer').add('number');
      else if (/^[-+]?\d*\.?\d+$/.test(node.text)) kinds.add('number');
      if (/^(true|false|yes|no|on|off|y|n)$/i.test(node.text)) kinds.add('boolean');
      return kinds;
    }
  }
}

const problem = (node: YamlNode, message: string): Problem => ({
  from: node.from,
  to: Math.max(node.to, node.from + 1),
  severity: 'error',
  message,
  source: 'Compose Specification',
  fixes: [],
});

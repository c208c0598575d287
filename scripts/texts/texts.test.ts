import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { keysOf, LANGUAGES, namespaces, NOT_YET } from './namespaces.mjs';
import { readTexts, variablesOf } from './readTexts.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const all = namespaces(root);
const withTexts = all.filter(({ files }) => files.some(({ used }) => used.length > 0));

const tableOf = (folder: string, language: string): Record<string, string> =>
  JSON.parse(readFileSync(path.join(folder, `texts/${language}.json`), 'utf8'));

test('every text that a person reads is asked for, not written into the page', () => {
  const standing = all.flatMap(({ files }) =>
    files.flatMap(({ file, untranslated }) => untranslated.map(({ line, text }) => `${file}:${line}: ${text}`)),
  );
  expect(standing, 'Write t(…), plural(…) or <Sentence>: docs/translating.md says which.').toEqual([]);
});

test('every text stands in the call that asks for it', () => {
  const broken = all.flatMap(({ files }) =>
    files.flatMap((one) => one.broken.map(({ line, text }) => `${one.file}:${line}: ${text}`)),
  );
  expect(broken).toEqual([]);
});

test('each folder asks for its own texts, under its own name', () => {
  for (const { name, folder } of withTexts) {
    expect(readFileSync(path.join(folder, 'texts/index.ts'), 'utf8')).toContain(`texts('${name}', {`);
  }
});

test.each(LANGUAGES)('no text is missing in “%s”, and none is there that nobody asks for', (language) => {
  const missing: string[] = [];
  const unused: string[] = [];
  for (const namespace of withTexts) {
    const keys = keysOf(namespace, language);
    const table = tableOf(namespace.folder, language);
    for (const key of keys.keys()) if (!table[key]?.trim()) missing.push(`${namespace.name}: ${key}`);
    for (const key of Object.keys(table)) if (!keys.has(key)) unused.push(`${namespace.name}: ${key}`);
  }
  expect({ missing, unused }, 'node scripts/texts.mjs brings the tables up to date.').toEqual({
    missing: [],
    unused: [],
  });
});

test.each(LANGUAGES)('a text in “%s” has the values of the English one, and its spaces at both ends', (language) => {
  const different: string[] = [];
  for (const namespace of withTexts) {
    const table = tableOf(namespace.folder, language);
    for (const [key, english] of keysOf(namespace, language)) {
      const text = table[key] ?? '';
      // “1 container” may say its number in words, in any language.
      const names = (one: string) => new Set(variablesOf(one).filter((name: string) => name !== 'count'));
      const isSame = sameSet(names(text), names(english));
      const ends = (one: string) => [/^\s*/.exec(one)?.[0], /\s*$/.exec(one)?.[0]].join('|');
      if (!isSame || ends(text) !== ends(english)) different.push(`${namespace.name}: ${english} → ${text}`);
    }
  }
  expect(different).toEqual([]);
});

const sameSet = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  one.size === other.size && [...one].every((name) => other.has(name));

test('the list of folders that are not translated yet names only folders that are there', () => {
  expect(NOT_YET.filter((folder) => !existsSync(path.join(root, 'renderer', folder)))).toEqual([]);
});

const found = (source: string) => readTexts('page.tsx', source);
const untranslated = (source: string): string[] => found(source).untranslated.map(({ text }) => text);

test.each([
  ['between tags', 'const a = <p>Nothing is here</p>;', 'Nothing is here'],
  ['in an attribute that is read', 'const a = <Button label="Remove">{icon}</Button>;', 'Remove'],
  ['in a choice', "const a = <p>{isOpen ? 'Close it' : t('Open')}</p>;", 'Close it'],
  ['in a property', "const a = { label: 'Containers' };", 'Containers'],
  ['in a text of an object', "const a = { text: 'Choose another one.' };", 'Choose another one.'],
  ['with a semicolon', 'const a = <Input description="Of both; a new one" />;', 'Of both; a new one'],
  ['in what a function gives', "function a() { return 'Nothing has happened.'; }", 'Nothing has happened.'],
  ['with values in it', 'const a = <p>{`${count} containers run`}</p>;', '… containers run'],
])('a text that stands %s is found', (_where, source, text) => expect(untranslated(source)).toEqual([text]));

test.each([
  'const a = <code>docker run</code>;',
  'const a = <p className="Wide line">{name}</p>;',
  "const a = <p>{t('Nothing is here')}</p>;",
  'const a = <Sentence text="Made {{when}}" parts={{ when }} />;',
  "if (state === 'Running now') stop();",
  "const a = { label: t('Containers') };",
])('what no person reads, or is asked for, is left alone: %s', (source) => expect(untranslated(source)).toEqual([]));

test('a text that is put together elsewhere is refused: no table could have it', () => {
  expect(found('const a = t(sentence);').broken).toHaveLength(1);
});

test('both forms of a plural are read', () => {
  expect(found("const a = plural(n, '1 thing', '{{count}} things');").used).toEqual([
    { line: 1, forms: ['1 thing', '{{count}} things'] },
  ]);
});

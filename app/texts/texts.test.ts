import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
// @ts-expect-error -- a script without types
import { readTexts } from '../../scripts/texts/readTexts.mjs';
import de from './de.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import { t, speakLanguageOf } from './texts.ts';

const app = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
afterEach(() => speakLanguageOf('en', []));

const used = new Set(
  readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => {
      const read = readTexts as (file: string, source: string) => { used: { forms: string[] }[] };
      return read(file, readFileSync(path.join(app, file), 'utf8')).used.flatMap(({ forms }) => forms);
    }),
);

test.each([
  ['de', de],
  ['es', es],
])('%s has each text of the shell, with its values, and no other', (_, table: Readonly<Record<string, string>>) => {
  expect(Object.keys(table).toSorted()).toEqual([...used].toSorted());
  const values = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted();
  for (const [text, translated] of Object.entries(table)) {
    expect(translated).not.toBe('');
    expect([text, values(translated)]).toEqual([text, values(text)]);
  }
});

test('the language is the chosen one, or the first of the computer’s that there is; else English', () => {
  speakLanguageOf('de', ['fr-FR']);
  expect(t('Quit Gantry')).toBe('Gantry beenden');
  speakLanguageOf('system', ['fr-FR', 'es-MX', 'de-DE']);
  expect(t('Quit Gantry')).toBe('Salir de Gantry');
  speakLanguageOf('system', ['en-GB', 'de-DE']);
  expect(t('Quit Gantry')).toBe('Quit Gantry');
  speakLanguageOf('system', ['fr']);
  expect(t('{{count}} more…', { count: 3 })).toBe('3 more…');
});

test('a value is text: what looks like another value stays as it is', () => {
  expect(t('{{context}} does not answer', { context: '{{count}}' })).toBe('{{count}} does not answer');
});

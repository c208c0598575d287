import type { Settings } from '../../contract/model/settings.ts';
import de from './de.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };

const TABLES: Readonly<Record<string, Readonly<Record<string, string>>>> = { de, es };

let table: Readonly<Record<string, string>> = {};

/** What the shell says itself, outside of the page: as there the English text is the key. */
export const t = (text: string, values: Readonly<Record<string, string | number>> = {}): string =>
  (table[text] || text).replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));

/** System: the first of the computer's languages that there are texts in. */
export function speakLanguageOf(language: Settings['language'], preferred: readonly string[]): void {
  const codes = language === 'system' ? preferred.map((tag) => tag.split('-')[0] ?? '') : [language];
  const first = codes.find((code) => code === 'en' || code in TABLES) ?? 'en';
  table = TABLES[first] ?? {};
}

import type { Settings } from '../../contract/model/settings.ts';

/** The person's, the most wanted first; tests in Node have none. */
const preferredHere = (): readonly string[] => globalThis.navigator?.languages ?? [];

export type LanguageSetting = Settings['language'];
export type Language = Exclude<LanguageSetting, 'system'>;

/** Each by its own name: who cannot read the page must still find it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch', es: 'Español' };

/** The languages beside English, whose texts are fetched. */
export const TRANSLATED = ['de', 'es'] as const satisfies readonly Language[];
export type TranslatedLanguage = (typeof TRANSLATED)[number];

const isLanguage = (code: string): code is Language => Object.hasOwn(LANGUAGE_NAMES, code);

/** The language that a setting means here; the system's languages are in the order in which the person wants them. */
export function languageOf(setting: LanguageSetting, preferred: readonly string[] = preferredHere()): Language {
  if (setting !== 'system') return setting;
  return preferred.map((tag) => tag.toLowerCase().split('-')[0] ?? '').find(isLanguage) ?? 'en';
}

/**
 * What `Intl` is to follow: the person's own region where it speaks the language (`de-AT`, `en-GB`), for its order of day
 * and month; undefined: what the system says.
 */
export function localeOf(language: Language, preferred: readonly string[] = preferredHere()): string | undefined {
  const speaks = (tag: string) => tag === language || tag.startsWith(`${language}-`);
  if (speaks(new Intl.DateTimeFormat().resolvedOptions().locale)) return undefined;
  return preferred.find(speaks) ?? language;
}

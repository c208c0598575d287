import { createInstance, type i18n } from 'i18next';
import { type Language, type TranslatedLanguage, localeOf } from './languages.ts';

/** Translations of one namespace, by their English text. */
export type Table = Readonly<Record<string, string>>;
export type Tables = Readonly<Record<TranslatedLanguage, () => Promise<{ readonly default: Table }>>>;

/**
 * English texts stand in the code and are their own keys, so English is there at once and nothing is ever shown as a key:
 * what a language lacks is said in English. The signs that i18next would cut a key at stand in ordinary sentences.
 */
export const translator: i18n = createInstance();
void translator.init({
  lng: 'en',
  fallbackLng: false,
  initAsync: false,
  // One that is still to be translated.
  returnEmptyString: false,
  keySeparator: false,
  nsSeparator: false,
  resources: {},
  // React writes text as text.
  interpolation: { escapeValue: false },
});

const namespaces = new Map<string, Tables>();
const pending = new Set<Promise<void>>();
const listeners = new Set<() => void>();
let current: Language = 'en';

/** The language that is shown. */
export const language = (): Language => current;

export function watchLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Once for each namespace, when its code arrives; in another language than English its texts are then fetched. */
export function register(namespace: string, tables: Tables): void {
  namespaces.set(namespace, tables);
  if (current !== 'en') void fetchTable(namespace, current);
}

/** Until the texts of all code that has arrived are there too; undefined where nothing is on its way. */
export const textsReady = (): Promise<unknown> | undefined => (pending.size > 0 ? Promise.all(pending) : undefined);

/** Fetches the language's texts, then shows it. Where they cannot be fetched, English stays in their place. */
export async function showLanguage(wanted: Language): Promise<void> {
  if (wanted !== 'en') await Promise.all([...namespaces.keys()].map((namespace) => fetchTable(namespace, wanted)));
  if (wanted === current) return;
  current = wanted;
  await translator.changeLanguage(wanted);
  // A worker shows nothing.
  if (typeof document !== 'undefined') document.documentElement.lang = wanted;
  for (const listener of listeners) listener();
}

function fetchTable(namespace: string, wanted: TranslatedLanguage): Promise<void> {
  if (translator.hasResourceBundle(wanted, namespace)) return Promise.resolve();
  const arriving = (async () => {
    try {
      const table = await namespaces.get(namespace)?.[wanted]();
      if (table) translator.addResourceBundle(wanted, namespace, table.default);
    } catch {
      // English is better than no page.
    }
  })();
  pending.add(arriving);
  void arriving.then(() => pending.delete(arriving));
  return arriving;
}

/** Something of `Intl`, made when it is first wanted and again in another language: reading its rules takes long. */
export function perLanguage<Made>(make: (locale: string | undefined) => Made): () => Made {
  let made: { readonly value: Made; readonly of: Language } | undefined;
  return () => {
    if (made?.of !== current) made = { value: make(localeOf(current)), of: current };
    return made.value;
  };
}

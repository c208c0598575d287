import type { SettingEntry } from './registry.ts';

// “Sprache” is found as “sprache”, “Imágenes” as “imagenes”.
const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Those in which each word of the query stands: in their name, their explanation, or what people also call them. */
export function findSettings(entries: readonly SettingEntry[], query: string): readonly SettingEntry[] {
  const words = folded(query).split(/\s+/).filter(Boolean);
  return entries.filter(({ label, help, words: others, id }) => {
    const text = folded(`${label} ${help} ${others} ${id}`);
    return words.every((word) => text.includes(word));
  });
}

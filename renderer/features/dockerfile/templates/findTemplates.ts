import type { Template } from './template.ts';
import { TEMPLATES } from './templates.ts';

/** Those in whose title, description or images every word is found. */
export function findTemplates(text: string): readonly Template[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return TEMPLATES.filter((template) => {
    const searched = searchedOf(template);
    return words.every((word) => searched.includes(word));
  });
}

/** Who looks for an image finds what builds on it; the rest of a Dockerfile has words of no meaning here. */
function searchedOf({ id, title, description, dockerfile }: Template): string {
  const images = [...dockerfile.matchAll(/^FROM (?:--\S+ )*(\S+)/gm)].map(([, image]) => image);
  return [id, title, description, ...images].join('\n').toLowerCase();
}

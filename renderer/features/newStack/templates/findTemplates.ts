import type { TemplateSummary } from '../../../../contract/model/template.ts';

/** Those that speak of every word; a hit in the title comes first. */
export function findTemplates(templates: readonly TemplateSummary[], text: string): readonly TemplateSummary[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const inTitle = ({ title }: TemplateSummary) => words.some((word) => title.toLowerCase().includes(word));
  return templates
    .filter(({ title, description, keywords }) => {
      const all = [title, description, ...keywords].join(' ').toLowerCase();
      return words.every((word) => all.includes(word));
    })
    .toSorted((a, b) => Number(inTitle(b)) - Number(inTitle(a)));
}

import { contextAt } from './contextAt.ts';
import { formsAt, typesOf } from './schema.ts';
import { t } from '../texts/index.ts';

export interface Help {
  readonly from: number;
  readonly to: number;
  readonly markdown: string;
}

const SECTIONS: Readonly<Record<string, string>> = {
  services: 'Services',
  networks: 'Networks',
  volumes: 'Volumes',
  secrets: 'Secrets',
  configs: 'Configs',
  include: 'Include',
  models: 'Models',
};

/** What the key at a place is for. */
export function helpAt(text: string, offset: number): Help | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset) < 0 ? text.length : text.indexOf('\n', offset);
  // The key whose name the place is in: on this line, before its colon.
  for (const match of text.slice(start, end).matchAll(/(?<=^|[\s{,-])["']?([\w$.-]+)["']?\s*:(?=\s|$)/g)) {
    const from = start + match.index;
    const to = from + match[0].length - 1;
    if (offset < from || offset > to) continue;
    const context = contextAt(text, to);
    const name = match[1] ?? '';
    if (!context) return undefined;
    const path = context.type === 'key' ? [...context.path, name] : [...context.path.slice(0, -1), name];
    const forms = formsAt(path);
    if (forms.length === 0) return undefined;
    const description = forms.find((form) => form.description !== undefined)?.description;
    const types = [...new Set(forms.flatMap(typesOf))].join(', ');
    const values = [...new Set(forms.flatMap((form) => form.enum ?? []))];
    const section = SECTIONS[String(path[0])];
    const markdown = [
      `**${path.filter((part) => typeof part === 'string').join('.')}**${types === '' ? '' : ` (${types})`}`,
      description,
      values.length > 0 && t('One of {{choices}}.', { choices: values.map((one) => `\`${one}\``).join(', ') }),
      section !== undefined && t('Compose Specification, section “{{section}}”.', { section }),
    ];
    return { from, to, markdown: markdown.filter(Boolean).join('\n\n') };
  }
  return undefined;
}

import { fetchLateCode } from '../../../ui/index.ts';
import type { Template } from './template.ts';

/** The templates for a search; their code is fetched when they are first looked for. */
export async function findTemplates(text: string): Promise<readonly Template[]> {
  await fetchLateCode();
  return (await import('./findTemplates.ts')).findTemplates(text);
}

import { client } from '../../../rpc/index.ts';
import { findTemplates } from './findTemplates.ts';

/** For the search of everything: templates of stacks that speak of these words. */
export const searchTemplates = async (text: string, signal?: AbortSignal) =>
  findTemplates((await client.templates.list({}, signal && { signal })).templates, text);

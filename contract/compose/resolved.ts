import type { StackFiles } from '../model/stack.ts';

/** The words of `docker compose` that resolve a definition. */
export const CONFIG_WORDS = ['config', '--format', 'json'] as const;

/** Services that are switched off are part of a definition too. */
export const withAllProfiles = (files: StackFiles): StackFiles => ({ ...files, profiles: ['*'] });

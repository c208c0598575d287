import { deferred } from '../../ui/index.ts';

export const BuildCachePage = deferred(async () => (await import('./BuildCachePage.tsx')).BuildCachePage);

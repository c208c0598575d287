import { deferred } from '../../ui/index.ts';

export const BuildersPage = deferred(async () => (await import('./BuildersPage.tsx')).BuildersPage);

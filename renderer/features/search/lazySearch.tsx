import { deferred } from '../../ui/index.ts';

export const SearchPage = deferred(async () => (await import('./SearchPage.tsx')).SearchPage);

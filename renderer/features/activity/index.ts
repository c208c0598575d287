import { deferred } from '../../ui/index.ts';

export const ActivityPage = deferred(async () => (await import('./ActivityPage.tsx')).ActivityPage);

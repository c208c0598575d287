import { deferred } from '../../ui/index.ts';

export const ComparePage = deferred(async () => (await import('./ComparePage.tsx')).ComparePage);

import { deferred } from '../../ui/index.ts';

export const DiskPage = deferred(async () => (await import('./DiskPage.tsx')).DiskPage);
export const RulesPage = deferred(async () => (await import('./RulesPage.tsx')).RulesPage);

import { deferred } from '../../../ui/index.ts';

export const RowMenu = deferred(async () => (await import('./RowMenu.tsx')).RowMenu);

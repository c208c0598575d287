import { deferred } from '../../../ui/index.ts';

export const RowMenu = deferred(async () => (await import('./RowMenu.tsx')).RowMenu);
export const ColumnsMenu = deferred(async () => (await import('./ColumnsMenu.tsx')).ColumnsMenu);

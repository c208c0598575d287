import { deferred } from '../deferred.tsx';

export const ColumnsMenu = deferred(async () => (await import('./ColumnsMenuPopup.tsx')).ColumnsMenu);

import { deferred } from './deferred.tsx';

/**
 * Asks before something is lost. Rendered only while it is open: `{target && <ConfirmDialog … />}`. Its code is fetched
 * when one is first opened: the list does not wait for it.
 */
export const ConfirmDialog = deferred(async () => (await import('./ConfirmDialogContent.tsx')).ConfirmDialogContent);

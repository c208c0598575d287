import { deferred } from '../../ui/index.ts';

export { ContainerChangeHost } from './ContainerChangeHost.tsx';
export type { EditorProps } from './EditDrawer.tsx';
export { offerUndo } from './offerUndo.ts';
export { openEdit } from './openEdit.ts';
/** How a container was, version by version. */
export const HistoryTab = deferred(async () => (await import('./HistoryTab.tsx')).HistoryTab);
export const ContainerChangesPage = deferred(
  async () => (await import('./ContainerChangesPage.tsx')).ContainerChangesPage,
);

import { deferred } from '../../ui/index.ts';

export { containerActionsSlice } from './actions/actionsSlice.ts';
export { ContainersHost } from './ContainersHost.tsx';
export { ContainersPage } from './ContainersPage.tsx';
export { PortsCell } from './list/PortsCell.tsx';
export { StateCell } from './list/StateCell.tsx';
export { containersSlice } from './store/containersSlice.ts';
export { followContainers } from './store/followContainers.ts';
export { containersViewSlice } from './store/viewSlice.ts';
export { stateWord } from './text/state.ts';
export { engineHost } from './text/ports.ts';
/**
 * Every setting of a container as a form, for whoever makes one anew.
 * @public
 */
export const SettingsEditor = deferred(async () => (await import('./run/form/SettingsEditor.tsx')).SettingsEditor);
/** @public */
export type { SettingsEditorHandle } from './run/form/SettingsEditor.tsx';
export const ContainersTogether = deferred(
  async () => (await import('./together/ContainersTogether.tsx')).ContainersTogether,
);

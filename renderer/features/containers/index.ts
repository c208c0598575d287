export { containerActionsSlice } from './actions/actionsSlice.ts';
export { ContainersHost } from './ContainersHost.tsx';
export { ContainersPage } from './ContainersPage.tsx';
export { containersSlice } from './store/containersSlice.ts';
export { followContainers } from './store/followContainers.ts';
export { containersViewSlice } from './store/viewSlice.ts';

export { StacksHost } from './StacksHost.tsx';
export { StacksRoute as StacksPage } from './StacksRoute.tsx';
export { stacksSlice } from './store/stacksSlice.ts';
export { stacksViewSlice } from './store/viewSlice.ts';

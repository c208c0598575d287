export { openUpdates } from './openUpdates.ts';
export { updatesSlice } from './updatesSlice.ts';
export { UpdatesHost } from './UpdatesHost.tsx';
export { useNewerTags } from './useUpdates.ts';

import { deferred } from '../../ui/index.ts';

export { VolumesHost } from './VolumesHost.tsx';
export { useFollowedVolumes } from './store/followVolumes.ts';
export { volumesSlice } from './store/volumesSlice.ts';
export { volumesViewSlice } from './store/viewSlice.ts';
export const VolumesPage = deferred(async () => (await import('./VolumesPage.tsx')).VolumesPage);
export const VolumesTogether = deferred(async () => (await import('./together/VolumesTogether.tsx')).VolumesTogether);

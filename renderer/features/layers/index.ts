import { deferred } from '../../ui/index.ts';

export { LayersHost } from './LayersHost.tsx';
export { comparePath, layersPath } from './paths.ts';
export const LayersPage = deferred(async () => (await import('./LayersPage.tsx')).LayersPage);
/** The explorer alone, for the detail of an image. */
export const LayersTab = deferred(async () => (await import('./LayersExplorer.tsx')).LayersExplorer);
/** For other pages that choose images. */
export const ImagePicker = deferred(async () => (await import('./ImagePicker.tsx')).ImagePicker);

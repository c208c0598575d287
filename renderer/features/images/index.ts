import { deferred } from '../../ui/index.ts';

export { ImagesHost } from './ImagesHost.tsx';
export { imagesSlice } from './store/imagesSlice.ts';
export { imagesViewSlice } from './store/viewSlice.ts';
export const ImagesPage = deferred(async () => (await import('./ImagesPage.tsx')).ImagesPage);
export const ImagesTogether = deferred(async () => (await import('./together/ImagesTogether.tsx')).ImagesTogether);

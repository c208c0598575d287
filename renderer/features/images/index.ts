export { ImagesHost } from './ImagesHost.tsx';

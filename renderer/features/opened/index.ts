export { OpenedHost } from './OpenedHost.tsx';

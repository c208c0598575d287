export { openPull } from './openPull.ts';
export { PullHost } from './PullHost.tsx';

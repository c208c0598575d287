export { openPush } from './openPush.ts';
export { PushHost } from './PushHost.tsx';

export { openPush } from './openPush.ts';
export { useLocalNames } from './useLocalNames.ts';
export { PushHost } from './PushHost.tsx';

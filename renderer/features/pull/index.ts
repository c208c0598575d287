export { openPull } from './openPull.ts';
export { PullHost } from './PullHost.tsx';
export { TagList, useTags } from './TagList.tsx';
export { useOpenRun } from './useOpenRun.ts';
export { useAsked } from './useAsked.ts';

export { TagList, useTags } from './TagList.tsx';
export { useLocalNames } from './useLocalNames.ts';
export { useOpenRun } from './useOpenRun.ts';

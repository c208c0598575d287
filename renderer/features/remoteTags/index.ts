export { TagList, useTags } from './TagList.tsx';
export { useAsked } from './useAsked.ts';
export { useLocalNames } from './useLocalNames.ts';
export { useOpenRun } from './useOpenRun.ts';

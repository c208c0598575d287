export { containerLists, imageLists, networkLists, stackLists, volumeLists } from './lists.ts';
export { PlainTogether } from './PlainTogether.tsx';
export { byContext, type TogetherRow } from './rows.ts';
export { type TogetherKind, TogetherList } from './TogetherList.tsx';
export { usePerContext } from './usePerContext.ts';
export { useTogether } from './useTogether.ts';
export { useTogetherView } from './useTogetherView.ts';

export { OnContext } from './OnContext.tsx';
export { NOUNS, onContext, type TogetherNoun, togetherPlace } from './place.ts';
export { StepDialogs } from './StepDialogs.tsx';
export { TogetherLink } from './TogetherLink.tsx';
export { namedCliArgs, useCliArgsOf } from './useCliArgsOf.ts';

import { createFlag } from '../../ui/index.ts';

export const switcherFlag = createFlag();

/** Opens the list of contexts in the status bar, from wherever an engine does not answer. */
export const openContextSwitcher = (): void => switcherFlag.set(true);

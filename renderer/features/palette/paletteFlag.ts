import { createFlag } from '../../ui/index.ts';

export const paletteFlag = createFlag();

/** From a button; Ctrl/Cmd-K does the same. */
export const openPalette = (): void => paletteFlag.set(true);

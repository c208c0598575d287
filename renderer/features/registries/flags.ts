import { createFlag } from '../../ui/index.ts';

/** Dialogs that can be asked for from anywhere; the page shows them. */
export const addFlag = createFlag();
export const localFlag = createFlag();

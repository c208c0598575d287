import { createOpener } from '../../ui/index.ts';

export const saveTemplateOpener = createOpener<{ readonly context: string; readonly project: string }>();

/** Asks how a stack is to be called as a template. */
export const openSaveTemplate = saveTemplateOpener.open;

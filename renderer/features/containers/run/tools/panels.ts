import { deferred } from '../../../../ui/index.ts';

// The reader of commands is as large as the form: it comes when something is to be read.
export const PastePanel = deferred(async () => (await import('./PastePanel.tsx')).PastePanel);
export const PresetsPanel = deferred(async () => (await import('./PresetsPanel.tsx')).PresetsPanel);

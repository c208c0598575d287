import { deferred } from '../../ui/index.ts';

export const NewStackPage = deferred(async () => (await import('./NewStackPage.tsx')).NewStackPage);
export { NewStackHost } from './NewStackHost.tsx';
export { newStackRoute, templateRoute } from './routePath.ts';
export { offerComposeText } from './droppedText.ts';
export { openSaveTemplate } from './saveTemplate.ts';
export const findStackTemplates = async (text: string) =>
  (await import('./templates/searchTemplates.ts')).searchTemplates(text);

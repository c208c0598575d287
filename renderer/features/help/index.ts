import { deferred } from '../../ui/index.ts';

export { PageHelp } from './PageHelp.tsx';
export const GlossaryPage = deferred(async () => (await import('./GlossaryPage.tsx')).GlossaryPage);

import { deferred } from '../../ui/index.ts';

export { PageHelp } from './PageHelp.tsx';
export type { TermId } from './termNames.ts';
export { TermLink } from './TermLink.tsx';
export const GlossaryPage = deferred(async () => (await import('./GlossaryPage.tsx')).GlossaryPage);

import { deferred } from '../../ui/index.ts';

export { FirstRunHost } from './FirstRunHost.tsx';
export const FirstRunPage = deferred(async () => (await import('./FirstRunPage.tsx')).FirstRunPage);
export const FirstRunSection = deferred(async () => (await import('./FirstRunSection.tsx')).FirstRunSection);

import { deferred } from '../../ui/index.ts';

export { BuildsHost } from './BuildsHost.tsx';
export const BuildsPage = deferred(async () => (await import('./BuildsPage.tsx')).BuildsPage);

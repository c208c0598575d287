import { deferred } from '../../ui/index.ts';

export { BuildsHost } from './BuildsHost.tsx';
export { openBuildForm } from './form/formFlag.ts';
export const BuildsPage = deferred(async () => (await import('./BuildsPage.tsx')).BuildsPage);

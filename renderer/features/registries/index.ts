import { deferred } from '../../ui/index.ts';

export { RegistriesHost } from './RegistriesHost.tsx';
export const RegistriesPage = deferred(async () => (await import('./RegistriesPage.tsx')).RegistriesPage);

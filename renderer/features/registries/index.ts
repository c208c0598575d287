import { deferred } from '../../ui/index.ts';

export const RegistriesPage = deferred(async () => (await import('./RegistriesPage.tsx')).RegistriesPage);

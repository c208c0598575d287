import { t } from '../texts/index.ts';

/** What something is done with, for a title: a stack, or some of its services. */
export const whatOf = (project: string, services: readonly string[]): string =>
  services.length === 0 ? project : t('{{services}} of {{project}}', { services: services.join(', '), project });

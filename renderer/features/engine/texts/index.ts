import { texts } from '../../../i18n/index.ts';

export const { t, plural, Sentence } = texts('engine', {
  de: () => import('./de.json'),
  es: () => import('./es.json'),
});

import { t } from '../texts/index.ts';
import type { NamedKind } from './analysis.ts';

const WORDS: Readonly<Record<NamedKind, () => string>> = {
  service: () => t('service'),
  network: () => t('network'),
  volume: () => t('volume'),
  secret: () => t('secret'),
  config: () => t('config'),
  model: () => t('model'),
};

/** What it is called in a sentence. */
export const kindWord = (kind: NamedKind): string => WORDS[kind]();

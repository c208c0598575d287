import type { NamedKind } from '../language/analysis.ts';
import { t } from '../texts/index.ts';

/** A section of the file whose entries have forms. */
export interface Kind {
  readonly section: string;
  readonly title: string;
  /** One of them. */
  readonly noun: NamedKind;
}

export const KINDS: readonly Kind[] = [
  {
    section: 'services',
    get title() {
      return t('Services');
    },
    noun: 'service',
  },
  {
    section: 'networks',
    get title() {
      return t('Networks');
    },
    noun: 'network',
  },
  {
    section: 'volumes',
    get title() {
      return t('Volumes');
    },
    noun: 'volume',
  },
  {
    section: 'configs',
    get title() {
      return t('Configs');
    },
    noun: 'config',
  },
  {
    section: 'secrets',
    get title() {
      return t('Secrets');
    },
    noun: 'secret',
  },
  {
    section: 'models',
    get title() {
      return t('Models');
    },
    noun: 'model',
  },
];

/** What is chosen in the list: an entry of a section, or what the file says of itself. */
export type Chosen = { readonly kind: Kind; readonly name: string } | 'file';

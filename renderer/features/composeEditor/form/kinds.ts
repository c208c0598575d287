import type { NamedKind } from '../language/analysis.ts';

/** A section of the file whose entries have forms. */
export interface Kind {
  readonly section: string;
  readonly title: string;
  /** One of them. */
  readonly noun: NamedKind;
}

export const KINDS: readonly Kind[] = [
  { section: 'services', title: 'Services', noun: 'service' },
  { section: 'networks', title: 'Networks', noun: 'network' },
  { section: 'volumes', title: 'Volumes', noun: 'volume' },
  { section: 'configs', title: 'Configs', noun: 'config' },
  { section: 'secrets', title: 'Secrets', noun: 'secret' },
  { section: 'models', title: 'Models', noun: 'model' },
];

/** What is chosen in the list: an entry of a section, or what the file says of itself. */
export type Chosen = { readonly kind: Kind; readonly name: string } | 'file';

import type { Declared, NamedKind } from './analysis.ts';
import { pairsOf, textPiece, valueIn, type YamlNode } from './tree.ts';

export const KEYS: Readonly<Record<NamedKind, string>> = {
  service: 'services',
  network: 'networks',
  volume: 'volumes',
  secret: 'secrets',
  config: 'configs',
  model: 'models',
};

/** What has a name in the file, and where. */
export const readDeclared = (source: string, root: YamlNode): readonly Declared[] =>
  (Object.keys(KEYS) as NamedKind[]).flatMap((kind) =>
    pairsOf(valueIn(root, KEYS[kind])).map(({ name, key, value }) => {
      const { from, to } = key.kind === 'scalar' ? textPiece(source, key) : key;
      return { kind, name, from, to, end: Math.max(value.to, to) };
    }),
  );

import { resolveScalar } from '../../../../contract/compose/syntax/scalar.ts';
import { resolveAlias } from '../../../../contract/compose/syntax/meaning.ts';
import { pairsOf, type YamlNode } from './tree.ts';

/** More than any file says that a person has written. */
const MAX_VALUES = 200_000;
const MAX_DEPTH = 100;

/** The value of a node as plain data, aliases and merges resolved; undefined where that would be too much. */
export function plainValue(root: YamlNode): unknown {
  let count = 0;
  const valueOf = (node: YamlNode, depth: number): unknown => {
    count += 1;
    if (count > MAX_VALUES || depth > MAX_DEPTH) throw new RangeError('Too much.');
    const target = resolveAlias(node);
    if (!target) return null;
    if (target.kind === 'scalar') {
      const { type, canonical } = resolveScalar(target);
      if (type === 'null') return null;
      if (type === 'bool') return canonical === 'true';
      return type === 'int' || type === 'float' ? Number(canonical) : target.text;
    }
    if (target.kind === 'sequence') return target.entries.map(({ value }) => valueOf(value, depth + 1));
    return Object.fromEntries(pairsOf(target).map(({ name, value }) => [name, valueOf(value, depth + 1)]));
  };
  try {
    return valueOf(root, 0);
  } catch (thrown) {
    if (thrown instanceof RangeError) return undefined;
    throw thrown;
  }
}

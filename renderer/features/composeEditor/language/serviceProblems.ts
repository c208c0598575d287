import type { Problem } from './analysis.ts';
import { pairsOf, pathOf, valueIn, type YamlNode } from './tree.ts';
import { t } from '../texts/index.ts';

/** What the schema cannot say. */
export function serviceProblems(root: YamlNode): readonly Problem[] {
  const problems: Problem[] = [];
  const version = pairsOf(root).find(({ name }) => name === 'version');
  if (version) {
    problems.push({
      from: version.key.from,
      to: Math.max(version.value.to, version.key.to),
      severity: 'warning',
      message: t('“version” is obsolete: Compose ignores it.'),
      source: 'Compose Specification',
      fixes: [{ label: t('Remove it'), edits: [{ op: 'remove', path: ['version'] }] }],
    });
  }
  for (const { name, key, value, isMerged } of pairsOf(valueIn(root, 'services'))) {
    if (isMerged) continue;
    const keys = new Map(pairsOf(value).map((pair) => [pair.name, pair]));
    const mode = keys.get('network_mode');
    if (mode && keys.has('networks')) {
      problems.push({
        ...{ from: mode.key.from, to: mode.value.to, severity: 'error', source: 'Compose Specification' },
        message: t('The service “{{name}}” has both “network_mode” and “networks”: only one of them can be.', { name }),
        fixes: mode.isMerged
          ? []
          : [{ label: t('Remove “network_mode”'), edits: [{ op: 'remove', path: pathOf(mode.value) }] }],
      });
    }
    const isMap = keys.size > 0;
    if (isMap && !['image', 'build', 'extends', 'provider'].some((one) => keys.has(one))) {
      problems.push({
        ...{ from: key.from, to: key.to, severity: 'warning', source: 'Compose Specification', fixes: [] },
        message: t('The service “{{name}}” has neither an image nor a build.', { name }),
        why: t('Compose needs one of them, here or in another file of the stack.'),
      });
    }
  }
  return problems;
}

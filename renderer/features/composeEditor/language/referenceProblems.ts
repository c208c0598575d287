import type { Declared, NamedKind, Problem } from './analysis.ts';
import { closest } from './closest.ts';
import { KEYS } from './declared.ts';
import type { ServiceReference } from './references.ts';
import { kindWord } from './kindWord.ts';
import { t } from '../texts/index.ts';

/** Names that lead nowhere. `isPart`: other files may declare them, so nothing is said. */
export function referenceProblems(
  references: readonly ServiceReference[],
  declared: readonly Declared[],
  isPart: boolean,
): readonly Problem[] {
  if (isPart) return [];
  const known = new Map<NamedKind, Set<string>>();
  for (const { kind, name } of declared) known.set(kind, (known.get(kind) ?? new Set()).add(name));
  const missing = new Map<number, Problem>();
  for (const { kind, name, from, to, isStrict, by } of references) {
    if (known.get(kind)?.has(name) || (kind === 'network' && name === 'default')) continue;
    const meant = closest(name, known.get(kind) ?? []);
    missing.set(from, {
      from,
      to,
      severity: isStrict ? 'error' : 'warning',
      message: t('There is no {{kind}} “{{name}}”, and the service “{{by}}” asks for it.', {
        kind: kindWord(kind),
        name,
        by,
      }),
      source: 'Gantry',
      fixes: [
        ...(meant === undefined
          ? []
          : [{ label: t('Change to “{{meant}}”', { meant }), changes: [{ from, to, insert: meant }] }]),
        ...(kind === 'network' || kind === 'volume'
          ? [
              {
                label: t('Declare the {{kind}} “{{name}}”', { kind: kindWord(kind), name }),
                edits: [{ op: 'set' as const, path: [KEYS[kind], name], value: null }],
              },
            ]
          : []),
      ],
    });
  }
  return [...missing.values()];
}

const BEFORE: ReadonlySet<string> = new Set(['depends_on', 'links', 'volumes_from', 'network_mode', 'ipc', 'pid']);

/** Services that wait for each other: none of them would ever start. */
export function cycleProblems(references: readonly ServiceReference[]): readonly Problem[] {
  const edges = new Map<string, ServiceReference[]>();
  for (const reference of references) {
    if (reference.kind !== 'service' || !BEFORE.has(reference.how)) continue;
    edges.set(reference.by, [...(edges.get(reference.by) ?? []), reference]);
  }
  const problems: Problem[] = [];
  const done = new Set<string>();
  for (const start of edges.keys()) {
    // By hand, not by recursion: a chain may be as long as a file.
    const way: { readonly name: string; next: number }[] = done.has(start) ? [] : [{ name: start, next: 0 }];
    const onWay = new Set(way.map(({ name }) => name));
    for (let top = way.at(-1); top; top = way.at(-1)) {
      const edge = edges.get(top.name)?.[top.next++];
      if (!edge) {
        done.add(top.name);
        onWay.delete(top.name);
        way.pop();
      } else if (onWay.has(edge.name))
        problems.push(
          cycle(
            edge,
            way.map(({ name }) => name),
          ),
        );
      else if (!done.has(edge.name)) {
        onWay.add(edge.name);
        way.push({ name: edge.name, next: 0 });
      }
    }
  }
  return problems;
}

function cycle({ from, to, name }: ServiceReference, way: readonly string[]): Problem {
  const circle = [...way.slice(way.indexOf(name)), name];
  return {
    ...{ from, to, severity: 'error', source: 'Gantry', fixes: [] },
    message:
      circle.length === 2
        ? t('The service “{{name}}” waits for itself.', { name })
        : t('These services wait for each other: {{circle}}.', { circle: circle.join(' → ') }),
    why: t('None of them would ever start.'),
  };
}

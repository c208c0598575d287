import { parse } from 'yaml';
import type { ComposeEdit } from './edit.ts';

type Value = Readonly<Record<string, unknown>>;

/** The edits that take the links out of a file; or why a person has to do it. */
export type LinkEdits =
  { readonly ok: true; readonly edits: readonly ComposeEdit[] } | { readonly ok: false; readonly message: string };

/**
 * Links as what they are today: `depends_on` for the order, and an alias on the network for another name. Refused where a
 * service has networks of its own, or the network of another: there the name depends on which one is meant.
 */
export function linkEdits(text: string): LinkEdits {
  const services = mapOf(mapOf(parse(text, { merge: true, logLevel: 'silent' }))['services']);
  const edits: ComposeEdit[] = [];
  const aliases = new Map<string, Set<string>>();
  for (const [name, service] of Object.entries(services)) {
    const { links, depends_on: before } = mapOf(service);
    if (!Array.isArray(links) || links.length === 0) continue;
    const targets: string[] = [];
    for (const link of links.map(String)) {
      const [target = '', alias = target] = link.split(':');
      if (!(target in services)) return refused(`“${name}” links to “${target}”, which is no service of the file.`);
      targets.push(target);
      if (alias !== target) aliases.set(target, (aliases.get(target) ?? new Set()).add(alias));
    }
    edits.push({ op: 'remove', path: ['services', name, 'links'] }, ...orderEdits(name, [...new Set(targets)], before));
  }
  for (const [target, more] of aliases) {
    const service = mapOf(services[target]);
    if ('networks' in service || 'network_mode' in service) {
      return refused(
        `“${target}” has networks of its own: say on which of them it is to be found as ${[...more].join(', ')}.`,
      );
    }
    edits.push({ op: 'set', path: ['services', target, 'networks'], value: { default: { aliases: [...more] } } });
  }
  return { ok: true, edits };
}

function orderEdits(name: string, targets: readonly string[], before: unknown): readonly ComposeEdit[] {
  const path = ['services', name, 'depends_on'];
  if (before === undefined || before === null) return [{ op: 'set', path, value: targets }];
  if (Array.isArray(before)) {
    return targets.filter((one) => !before.includes(one)).map((value) => ({ op: 'insert', path, value }));
  }
  const known = mapOf(before);
  return targets
    .filter((one) => !(one in known))
    .map((one) => ({ op: 'set', path: [...path, one], value: { condition: 'service_started' } }));
}

const mapOf = (value: unknown): Value =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Value) : {};

const refused = (message: string): LinkEdits => ({ ok: false, message });

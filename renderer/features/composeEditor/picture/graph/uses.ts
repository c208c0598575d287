import type { ComposePath } from '../../../../../contract/compose/edit.ts';
import type { UsedKind } from './kinds.ts';
import { type FileValue, listOf, recordOf, textOf } from './value.ts';

/** One place of a service that names something else of the file. */
export interface Use {
  readonly kind: UsedKind;
  readonly name: string;
  /** Of the item or key that goes when the use goes. */
  readonly path: ComposePath;
  /** The key that says it: `depends_on`, `network_mode`… */
  readonly how: string;
  /** `/data`, `service_healthy` */
  readonly detail: string;
  /** Only what is declared may be named here. */
  readonly isStrict: boolean;
}

/** Everything that a service names. Names with variables in them name nothing that could be known. */
export function usesOf(service: string, value: FileValue): readonly Use[] {
  const uses: Use[] = [];
  const add = (kind: UsedKind, name: string, how: string, rest: ComposePath, detail = '', isStrict = true): void => {
    if (name === '' || name.includes('$')) return;
    uses.push({ kind, name, path: ['services', service, how, ...rest], how, detail, isStrict });
  };
  const names = (kind: UsedKind, how: string, detailOf: (one: FileValue) => string): void => {
    const its = value[how];
    for (const [index, item] of listOf(its).entries()) add(kind, textOf(item), how, [index]);
    for (const [name, one] of Object.entries(recordOf(its))) add(kind, name, how, [name], detailOf(recordOf(one)));
  };

  names('service', 'depends_on', (one) => textOf(one['condition']));
  for (const [index, item] of listOf(value['links']).entries()) {
    add('service', before(item), 'links', [index], '', false);
  }
  for (const [index, item] of listOf(value['volumes_from']).entries()) {
    if (!textOf(item).startsWith('container:')) add('service', before(item), 'volumes_from', [index]);
  }
  for (const how of ['network_mode', 'ipc', 'pid']) {
    const text = textOf(value[how]);
    if (text.startsWith('service:')) add('service', text.slice(8), how, []);
  }
  const base = value['extends'];
  if (base !== undefined && recordOf(base)['file'] === undefined) {
    add('service', textOf(base) || textOf(recordOf(base)['service']), 'extends', []);
  }
  names('network', 'networks', (one) => listOf(one['aliases']).map(textOf).join(', '));
  for (const [index, item] of listOf(value['volumes']).entries()) {
    const { name, target } = mountOf(item);
    if (name !== undefined) add('volume', name, 'volumes', [index], target);
  }
  for (const kind of ['secret', 'config'] as const) {
    for (const [index, item] of listOf(value[`${kind}s`]).entries()) {
      const long = recordOf(item);
      add(kind, textOf(item) || textOf(long['source']), `${kind}s`, [index], textOf(long['target']));
    }
  }
  return uses;
}

const before = (item: unknown): string => textOf(item).split(':', 1)[0] ?? '';

/** The named volume of a mount, and where it is in the container. */
function mountOf(item: unknown): { readonly name?: string; readonly target: string } {
  const long = recordOf(item);
  if (textOf(long['type']) === 'volume') {
    const name = textOf(long['source']);
    return { target: textOf(long['target']), ...(name !== '' && { name }) };
  }
  const [, name, target = ''] = /^([a-zA-Z0-9][a-zA-Z0-9_.-]+):(?!\\)(.*)$/.exec(textOf(item)) ?? [];
  return { target, ...(name !== undefined && { name }) };
}

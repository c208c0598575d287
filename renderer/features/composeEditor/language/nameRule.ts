import { resolvePlain } from '../../../../contract/compose/syntax/scalar.ts';

/** Why this can be the name of nothing in a Compose file; undefined: it can. */
export function nameRule(name: string): string | undefined {
  if (!/^[a-zA-Z0-9._-]+$/.test(name)) return 'A name has letters, digits, “.”, “_” and “-”.';
  if (resolvePlain(name).type !== 'string' || /^[-.]/.test(name)) return 'YAML would not read this as a name.';
  return undefined;
}

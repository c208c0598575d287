import { resolvePlain } from '../../../../contract/compose/syntax/scalar.ts';
import { t } from '../texts/index.ts';

/** Why this can be the name of nothing in a Compose file; undefined: it can. */
export function nameRule(name: string): string | undefined {
  if (!/^[a-zA-Z0-9._-]+$/.test(name)) return t('A name has letters, digits, “.”, “_” and “-”.');
  if (resolvePlain(name).type !== 'string' || /^[-.]/.test(name)) return t('YAML would not read this as a name.');
  return undefined;
}

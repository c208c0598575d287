import { t } from '../texts/index.ts';

/** Who made an image that is about to be pulled, as far as its name tells; nothing of Docker’s official ones. */
export function originText(reference: string): string | undefined {
  const [first = '', ...rest] = reference.trim().split('@', 1)[0]!.split('/');
  if (rest.length === 0 || reference.trim().startsWith('sha256:')) return undefined;
  // As Docker reads it: a registry has a dot or a port, or is this machine.
  const isRegistry = /[.:]/.test(first) || first === 'localhost';
  if (isRegistry && !HUB.test(first)) return t('It comes from the registry {{first}}: know who runs it.', { first });
  const path = isRegistry ? rest : [first, ...rest];
  const [owner = ''] = path;
  if (path.length === 1 || owner === 'library') return undefined;
  return t('It is from “{{owner}}” and not one of Docker’s official images: know who that is.', { owner });
}

const HUB = /^(index\.|registry-1\.)?docker\.io$/;

import { resolvePlain } from '../../../../../contract/compose/syntax/scalar.ts';
import { nodeId, type UsedKind } from '../graph/kinds.ts';
import type { PictureGraph } from '../graph/pictureGraph.ts';
import { kindWord } from '../../language/kindWord.ts';
import { t } from '../../texts/index.ts';

/** Why something new cannot have this name; undefined: it can. */
export function newNameProblem(graph: PictureGraph, kind: UsedKind, name: string): string | undefined {
  if (name === '') return t('Type a name.');
  if (!/^[a-zA-Z0-9._-]+$/.test(name)) return t('A name has letters, digits, “.”, “_” and “-”.');
  if (resolvePlain(name).type !== 'string' || /^[-.]/.test(name)) return t('YAML would not read this as a name.');
  const there = graph.nodes.find(({ id }) => id === nodeId(kind, name));
  return there?.standing === 'declared'
    ? t('There is a {{kind}} “{{name}}” already.', { kind: kindWord(kind), name })
    : undefined;
}

/** `ghcr.io/owner/App:1` → `app`; `app-2` where that is taken. */
export function nameForImage(graph: PictureGraph, image: string): string {
  const repository = image.replace(/@.*$/, '').replace(/:[^:/]*$/, '');
  const base = (repository.split('/').at(-1) ?? '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]+/g, '-')
    .replace(/^-+/, '');
  if (base === '') return '';
  for (let count = 1; ; count++) {
    const name = count === 1 ? base : `${base}-${count}`;
    if (newNameProblem(graph, 'service', name) === undefined || !/^[a-z]/.test(base)) return name;
  }
}

const PORT = /^(\d{1,5})(?:-(\d{1,5}))?$/;

/** Why this is no port or range of ports; variables are taken as they are. */
export function portProblem(text: string, isOptional: boolean): string | undefined {
  if (text === '') return isOptional ? undefined : t('Type a port.');
  if (/^\$\{?\w+[^}]*\}?$/.test(text)) return undefined;
  const [, first, last] = PORT.exec(text) ?? [];
  if (first === undefined) return t('A port is a number, or a range such as 8000-8010.');
  const [from, to] = [Number(first), Number(last ?? first)];
  if (from < 1 || to > 65_535) return t('A port is between 1 and 65535.');
  return from > to ? t('The range goes backwards.') : undefined;
}

export function mountProblem(path: string): string | undefined {
  if (path === '') return t('Type a path in the container.');
  if (!path.startsWith('/') && !path.startsWith('$') && !/^[a-z]:\\/i.test(path)) return t('Begin it with “/”.');
  return /[:\n]/.test(path.replace(/^[a-z]:\\/i, '').replaceAll(/\$\{[^}]*\}/g, ''))
    ? t('It cannot have “:” in it.')
    : undefined;
}

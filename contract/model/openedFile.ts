import type { OpenedFileKind } from './shell.ts';

const COMPOSE = /^(?:(?:docker-)?compose(?:[.-][\w.-]+)?|fig|[\w-]+\.compose)\.ya?ml$/i;
const DOCKERFILE = /^(?:(?:Docker|Container)file(?:\.[\w.-]+)?|[\w.-]+\.(?:docker|container)file)$/i;
const IMAGE = /\.(?:tar|tar\.(?:gz|xz|bz2|zst)|tgz)$/i;

/** What a file is, by its name alone: nothing is read before somebody wants it. */
export function kindOfFile(name: string): OpenedFileKind | undefined {
  if (COMPOSE.test(name)) return 'compose';
  if (DOCKERFILE.test(name)) return 'dockerfile';
  return IMAGE.test(name) ? 'image' : undefined;
}

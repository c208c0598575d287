import type { EntryKind, FileEntry, NamedChange } from '../../../../contract/model/files.ts';
import { t } from '../texts/index.ts';

/** `-rwxr-xr-x`, as `ls` writes it. */
export function permissionsText({ kind, mode }: Pick<FileEntry, 'kind' | 'mode'>): string {
  const type = { file: '-', directory: 'd', symlink: 'l', device: 'c', fifo: 'p', socket: 's' }[kind];
  const letters = Array.from({ length: 9 }, (_, index) => ((mode >> (8 - index)) & 1 ? 'rwx'.charAt(index % 3) : '-'));
  const special = (bit: number, at: number, letter: string) => {
    if (mode & bit) letters[at] = letters[at] === 'x' ? letter : letter.toUpperCase();
  };
  special(0o4000, 2, 's');
  special(0o2000, 5, 's');
  special(0o1000, 8, 't');
  return type + letters.join('');
}

export const octal = (mode: number): string => mode.toString(8).padStart(3, '0');

export function kindWords(kind: EntryKind): string {
  switch (kind) {
    case 'file':
      return t('File');
    case 'directory':
      return t('Directory');
    case 'symlink':
      return t('Symbolic link');
    case 'device':
      return t('Device');
    case 'fifo':
      return t('Named pipe');
    case 'socket':
      return t('Socket');
  }
}

/** What the letter of `docker diff` means. */
export function changeWords(kind: NamedChange['kind']): string {
  switch (kind) {
    case 'added':
      return t('added by the container');
    case 'changed':
      return t('changed by the container');
    case 'deleted':
      return t('deleted by the container');
  }
}

export const joinPath = (directory: string, name: string): string => `${directory === '/' ? '' : directory}/${name}`;
export const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** What a person typed, from where they are: `..`, `sub`, `/etc/`. */
export function typedPath(typed: string, from: string): string {
  const parts: string[] = [];
  for (const part of `${typed.startsWith('/') ? '' : from}/${typed}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** As the engine’s list of changes has it, which is text only: a byte that is none is one mark. */
export const asText = (name: string): string => name.replace(/[\udc80-\udcff]/gu, '\ufffd');

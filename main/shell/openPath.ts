import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { kindOfFile } from '../../contract/model/openedFile.ts';
import type { ShellRequest } from '../../contract/model/shell.ts';
import { readDeepLink } from './deepLink.ts';

/** Archives that were opened and not loaded yet. */
const MOST_ARCHIVES = 20;

export interface Archives {
  readonly add: (file: string) => string;
  /** Once. */
  readonly take: (token: string) => string | undefined;
}

/** Paths that the page may have read without learning where they are. */
export function createArchives(): Archives {
  const files = new Map<string, string>();
  return {
    add(file) {
      const token = randomUUID();
      files.set(token, file);
      for (const old of [...files.keys()].slice(0, -MOST_ARCHIVES)) files.delete(old);
      return token;
    },
    take(token) {
      const file = files.get(token);
      files.delete(token);
      return file;
    },
  };
}

/** What a file that was opened or dropped asks for; undefined where there is no such file. */
export async function requestForFile(file: string, archives: Archives): Promise<ShellRequest | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  const name = path.basename(file);
  const kind = kindOfFile(name);
  if (kind === undefined) return { type: 'unknown-file', name };
  if (kind === 'image') return { type: 'image', token: archives.add(file), name, sizeBytes: found.size };
  return { type: 'file', kind, path: path.resolve(file) };
}

/** What of the words that a program is started with is to be opened: links, and what is no option. */
export function openedByArguments(
  args: readonly string[],
  cwd: string,
): readonly ({ readonly link: string } | { readonly file: string })[] {
  const opened: ({ link: string } | { file: string })[] = [];
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (/^gantry:/i.test(arg)) opened.push({ link: arg });
    else if (arg === '--context') index++;
    else if (arg !== '' && !arg.startsWith('-')) opened.push({ file: path.resolve(cwd, arg) });
  }
  return opened;
}

export const requestForLink = (text: string): ShellRequest => ({ type: 'link', link: readDeepLink(text) });

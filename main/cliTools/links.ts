import { lstat, mkdir, readFile, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CliToolLink } from '../../contract/model/cliTools.ts';

/** The first line of a file of ours: how it is known again. */
const MARK = '# Made by Gantry: removed with its command line tools.';

/** Something of ours in a folder that is not: a link to a program, or a file of text. */
export type Wanted =
  | { readonly name: string; readonly path: string; readonly target: string }
  | { readonly name: string; readonly path: string; readonly text: () => Promise<string> };

/** A link is ours that leads into one of `roots`, wherever exactly: an older engine's program too. */
export async function stateOf(file: string, roots: readonly string[]): Promise<CliToolLink['state']> {
  const found = await lstat(file).catch(() => undefined);
  if (!found) return 'absent';
  if (found.isSymbolicLink()) {
    const target = path.resolve(path.dirname(file), await readlink(file));
    return roots.some((root) => target.startsWith(root + path.sep)) ? 'ours' : 'other';
  }
  if (!found.isFile() || found.size > 10_000_000) return 'other';
  return (await readFile(file, 'utf8')).includes(MARK) ? 'ours' : 'other';
}

/** Into its place at once, over what is ours and over nothing else. */
export async function put(wanted: Wanted, roots: readonly string[]): Promise<void> {
  if ((await stateOf(wanted.path, roots)) === 'other') return;
  await mkdir(path.dirname(wanted.path), { recursive: true });
  const draft = `${wanted.path}.gantry-${process.pid}`;
  try {
    if ('target' in wanted) await symlink(wanted.target, draft);
    else await writeFile(draft, withMark(await wanted.text()));
    await rename(draft, wanted.path);
  } finally {
    await rm(draft, { force: true });
  }
}

/** zsh wants `#compdef` to be the first line, so the mark is the second. */
function withMark(text: string): string {
  const end = text.startsWith('#') ? text.indexOf('\n') + 1 : 0;
  return `${text.slice(0, end)}${MARK}\n${text.slice(end)}`;
}

export async function take(file: string, roots: readonly string[]): Promise<void> {
  if ((await stateOf(file, roots)) === 'ours') await rm(file);
}

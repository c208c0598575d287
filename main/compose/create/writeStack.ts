import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readdir, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { AppFailure } from '../../../contract/errors.ts';
import { fileFailure } from '../../storage/fileFailure.ts';

export interface NewFile {
  /** In the folder, with `/`. */
  readonly path: string;
  readonly text: string;
  /** 0o600 for what only its owner reads; otherwise what the umask leaves. */
  readonly mode?: number;
}

const OTHERS = /^(docker-)?compose\.ya?ml$/;

/**
 * Writes new files into a folder, which is made where it is missing: all of them or none, and never over one that is
 * there. The Compose file comes last: what is half written is no stack. Rejects with `conflict`.
 */
export async function writeStack(folder: string, files: readonly NewFile[]): Promise<void> {
  const madeFolders: string[] = [];
  const madeFiles: string[] = [];
  try {
    await makeFolder(folder, madeFolders);
    const there = (await readdir(folder)).find((name) => OTHERS.test(name));
    if (there !== undefined) throw conflict(path.join(folder, there));
    const last = (file: NewFile) => (OTHERS.test(file.path) ? 1 : 0);
    for (const file of files.toSorted((a, b) => last(a) - last(b))) {
      const target = path.join(folder, ...file.path.split('/'));
      if (!target.startsWith(`${folder}${path.sep}`)) throw new Error(`${file.path} is outside of the folder.`);
      await makeFolder(path.dirname(target), madeFolders);
      await writeNew(target, file);
      madeFiles.push(target);
    }
  } catch (thrown) {
    for (const file of madeFiles) await rm(file, { force: true });
    for (const one of madeFolders.toReversed()) await rmdir(one).catch(() => undefined); // somebody put something in it
    throw fileFailure(thrown, folder, 'saved');
  }
}

/** With its parents; each one that is made is noted, the outermost first. */
async function makeFolder(folder: string, made: string[]): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  let one = folder;
  const chain = [one];
  while (one !== first && one !== path.dirname(one)) chain.push((one = path.dirname(one)));
  made.push(...chain.toReversed());
}

/** Whole under its name or not at all: `link` fails where the name is taken. */
async function writeNew(target: string, { text, mode }: NewFile): Promise<void> {
  const draft = path.join(path.dirname(target), `.${path.basename(target)}.${randomBytes(6).toString('hex')}.new`);
  try {
    const handle = await open(draft, 'wx', mode ?? 0o666);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await link(draft, target);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') throw conflict(target);
    throw thrown;
  } finally {
    await rm(draft, { force: true });
  }
}

const conflict = (file: string) =>
  new AppFailure({
    code: 'conflict',
    message: `${file} exists already.`,
    hint: 'Nothing was written. Choose another folder, or open the stack that is there.',
  });

import { createHash } from 'node:crypto';
import { readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { AppFailure } from '../../../contract/errors.ts';
import { atomicWrite } from '../../storage/atomicWrite.ts';
import { fileFailure } from '../../storage/fileFailure.ts';
import { absolutePath } from '../files/fileName.ts';
import type { Git } from '../git/git.ts';
import { readGitAddress } from '../git/gitAddress.ts';

const Kept = z.discriminatedUnion('type', [
  z.object({ type: z.literal('folder'), id: z.string(), folder: z.string() }),
  z.object({
    type: z.literal('git'),
    id: z.string(),
    folder: z.string(),
    /** With its password, if it has one: this file is the person's alone (0600). */
    address: z.string(),
    branch: z.string().optional(),
    updatedAt: z.number().optional(),
  }),
]);
export type KeptSource = z.infer<typeof Kept>;
const File = z.object({ version: z.literal(1), sources: z.array(Kept) });

/** Folders and repositories of templates, in `template-sources.json` of the data folder. */
export interface TemplateSources {
  all(): Promise<readonly KeptSource[]>;
  addFolder(given: string): Promise<void>;
  /** Nothing is fetched yet; gives what it will be. */
  newRepository(url: string, branch: string | undefined): Promise<KeptSource & { readonly type: 'git' }>;
  /** Fetches all of it anew, and puts it in the place of what was there only when it has come. */
  fetch(
    source: KeptSource & { readonly type: 'git' },
    onLine: (line: string) => void,
    signal: AbortSignal,
  ): Promise<void>;
  remove(id: string): Promise<void>;
}

export function openTemplateSources(dataDir: string, git: Git): TemplateSources {
  const file = path.join(dataDir, 'template-sources.json');
  let queue: Promise<unknown> = Promise.resolve();

  async function all(): Promise<readonly KeptSource[]> {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) return [];
    try {
      return File.parse(JSON.parse(text)).sources;
    } catch {
      return []; // damaged: the sources are named again
    }
  }
  /** One change after the other. */
  function change(to: (before: readonly KeptSource[]) => readonly KeptSource[]): Promise<void> {
    const next = queue.then(async () => {
      const text = JSON.stringify({ version: 1, sources: to(await all()) }, undefined, 2);
      await atomicWrite(file, `${text}\n`);
    });
    queue = next.catch(() => undefined);
    return next;
  }
  const refuseTwice = async (id: string, name: string) => {
    if ((await all()).some((one) => one.id === id)) {
      throw new AppFailure({
        code: 'conflict',
        message: `${name} is a source already.`,
        hint: 'It is in the list: look there.',
      });
    }
  };

  return {
    all,
    async addFolder(given) {
      const asked = absolutePath(given);
      try {
        const folder = await realpath(asked);
        if (!(await stat(folder)).isDirectory())
          throw Object.assign(new Error('It is no folder.'), { code: 'ENOTDIR' });
        const id = idOf('folder', folder);
        await refuseTwice(id, folder);
        await change((before) => [...before, { type: 'folder', id, folder }]);
      } catch (thrown) {
        throw fileFailure(thrown, asked, 'read');
      }
    },
    async newRepository(url, branch) {
      const { url: plain, secretUrl } = readGitAddress(url);
      const id = idOf('git', `${plain} ${branch ?? ''}`);
      await refuseTwice(id, plain);
      const folder = path.join(dataDir, 'template-sources', id);
      return { type: 'git', id, folder, address: secretUrl ?? plain, ...(branch !== undefined && { branch }) };
    },
    async fetch(source, onLine, signal) {
      const address = readGitAddress(source.address);
      const fresh = `${source.folder}.fetched`;
      await rm(fresh, { recursive: true, force: true });
      try {
        await git.clone({ address, branch: source.branch, folder: fresh }, onLine, signal);
        await replaceFolder(fresh, source.folder);
      } finally {
        await rm(fresh, { recursive: true, force: true });
      }
      const kept = { ...source, updatedAt: Date.now() };
      await change((before) => [...before.filter(({ id }) => id !== source.id), kept]);
    },
    async remove(id) {
      const source = (await all()).find((one) => one.id === id);
      await change((before) => before.filter((one) => one.id !== id));
      if (source?.type === 'git') await rm(source.folder, { recursive: true, force: true });
    },
  };
}

async function replaceFolder(fresh: string, folder: string): Promise<void> {
  const old = `${folder}.old`;
  await rm(old, { recursive: true, force: true });
  await rename(folder, old).catch(() => undefined); // there may be none yet
  await rename(fresh, folder);
  await rm(old, { recursive: true, force: true });
}

const idOf = (type: string, text: string): string =>
  createHash('sha256').update(`${type} ${text}`).digest('hex').slice(0, 16);

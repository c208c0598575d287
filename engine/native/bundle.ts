import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { AppFailure } from '../../contract/errors.ts';
import type { EnginePart } from '../../contract/model/engine.ts';
import { hasSha256 } from './digest.ts';
import { type StaticRequest, unpack } from './dockerStatic.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const schema = z.object({
  /** What is in the archives; one of them may hold several. */
  parts: z
    .array(
      z.object({
        name: z.string(),
        version: z.string(),
        source: z.enum(['docker-static', 'debian']),
        sha256: sha256.optional(),
      }),
    )
    .min(1),
  archives: z
    .array(
      z.object({
        name: z.string(),
        /** In the bundle's folder. */
        file: z.string().regex(/^[\w.+-]+$/),
        sha256,
        format: z.enum(['tar.gz', 'file']),
        folder: z.string(),
      }),
    )
    .min(1),
});

/** The engine as it comes with the app: archives and `bundle.json`, written by `scripts/parts.mjs`. */
export type Bundle = z.infer<typeof schema>;

/** Undefined where the app came without one: from its sources, or a package that has none. */
export async function readBundle(dir: string | undefined): Promise<Bundle | undefined> {
  if (dir === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(await readFile(path.join(dir, 'bundle.json'), 'utf8')));
  } catch {
    return undefined; // Absent or damaged is the same: the engine is downloaded.
  }
}

/** The engine's version in it; undefined where none came along. */
export const bundledVersion = async (dir: string): Promise<string | undefined> =>
  (await readBundle(dir))?.parts[0]?.version;

/** Checks every archive that came with the app against its checksum, and only then unpacks. Needs no network. */
export async function takeBundle(
  request: Pick<StaticRequest, 'targetDir' | 'env' | 'signal' | 'onProgress'> & {
    readonly dir: string;
    readonly bundle: Bundle;
  },
): Promise<{ readonly parts: readonly EnginePart[] }> {
  const { dir, bundle, onProgress } = request;
  onProgress({ step: 'Checking what came with the app' });
  for (const { file, sha256 } of bundle.archives) {
    if (!(await hasSha256(path.join(dir, file), sha256))) throw damaged(file);
  }
  for (const archive of bundle.archives) await unpack(archive, path.join(dir, archive.file), request);
  return { parts: bundle.parts };
}

const damaged = (file: string): AppFailure =>
  new AppFailure({
    code: 'unexpected',
    message: `${file}, which came with Gantry, is damaged: nothing of it was used.`,
    hint: 'Install Gantry again, or let it download the engine.',
    detail: 'Its checksum is not the one in bundle.json.',
  });

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { GuestArch } from './arch.ts';

export interface ManifestPackage {
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
  /** As Debian's copyright file names them; empty where it names none that a machine can read. */
  readonly licences: readonly string[];
}

export interface ManifestPart {
  readonly file: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** What a built guest is made of: `manifest.json` beside its parts. */
export interface GuestManifest {
  readonly version: string;
  readonly arch: GuestArch;
  readonly kernelRelease: string;
  readonly packages: readonly ManifestPackage[];
  readonly parts: readonly ManifestPart[];
}

export async function describePart(file: string): Promise<ManifestPart> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return { file: path.basename(file), sizeBytes: (await stat(file)).size, sha256: hash.digest('hex') };
}

/** Into its place at once: a reader never sees half of it. */
export async function writeManifest(dir: string, manifest: GuestManifest): Promise<void> {
  const draft = path.join(dir, '.manifest.draft');
  await writeFile(draft, `${JSON.stringify(manifest, null, 2)}\n`);
  await rename(draft, path.join(dir, 'manifest.json'));
}

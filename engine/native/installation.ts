import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { EngineTools } from '../lifecycle/api.ts';
import { writeFileAtomically } from './files.ts';
import { findProgram } from './programs.ts';

const schema = z.object({
  /** The folder's name in `installDir`. */
  id: z.string().regex(/^[\w.+-]+$/),
  parts: z
    .array(
      z.object({
        name: z.string(),
        version: z.string(),
        source: z.enum(['docker-static', 'debian', 'system']),
        sha256: z.string().optional(),
      }),
    )
    .readonly(),
});

/** What is installed: only this record makes a folder an installation, so a half-unpacked one never counts. */
export type Installation = z.infer<typeof schema>;

const recordIn = (installDir: string) => path.join(installDir, 'installed.json');

export async function readInstallation(installDir: string): Promise<Installation | undefined> {
  try {
    const installation = schema.parse(JSON.parse(await readFile(recordIn(installDir), 'utf8')));
    await readdir(path.join(installDir, installation.id));
    return installation;
  } catch {
    return undefined; // Absent or damaged is the same: it is installed again.
  }
}

export async function writeInstallation(installDir: string, installation: Installation): Promise<void> {
  await writeFileAtomically(recordIn(installDir), JSON.stringify(installation, undefined, 2));
}

/** Where programs are below an unpacked folder: Debian's packages, then Docker's archive. */
export const binPath = (root: string): string =>
  ['usr/sbin', 'usr/bin', 'docker'].map((dir) => path.join(root, dir)).join(path.delimiter);

const pluginPath = (root: string): string =>
  ['usr/libexec/docker/cli-plugins', 'usr/lib/docker/cli-plugins', 'cli-plugins']
    .map((dir) => path.join(root, dir))
    .join(path.delimiter);

/** The command line tools of an installation; undefined when it has no docker CLI. */
export async function toolsIn(root: string): Promise<EngineTools | undefined> {
  const docker = await findProgram('docker', binPath(root));
  const compose = await findProgram('docker-compose', pluginPath(root));
  const buildx = await findProgram('docker-buildx', pluginPath(root));
  return docker ? { docker, ...(compose && { compose }), ...(buildx && { buildx }) } : undefined;
}

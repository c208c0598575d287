import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContextSettings, ContextTls } from '../../contract/model/contextEdit.ts';
import { metaDir } from './cliConfig.ts';

const idOf = (name: string) => createHash('sha256').update(name).digest('hex');
const TLS_FILES = ['ca', 'cert', 'key'] as const;

/**
 * Writes a context as `docker context create` and `update` do; what else is in it (a description of others, other
 * endpoints) stays. Without `tls` its certificates stay as they are.
 */
export async function writeCliContext(configDir: string, settings: ContextSettings): Promise<void> {
  const { name, description, endpoint, tls } = settings;
  const dir = join(metaDir(configDir), idOf(name));
  const file = join(dir, 'meta.json');
  const before = await readObject(file);
  const { Description: _described, ...metadata } = objectIn(before, 'Metadata');
  const endpoints = objectIn(before, 'Endpoints');
  const skipVerify = tls ? tls.skipVerify : objectIn(endpoints, 'docker')['SkipTLSVerify'] === true;
  const meta = {
    ...before,
    Name: name,
    Metadata: { ...(description !== '' && { Description: description }), ...metadata },
    Endpoints: { ...endpoints, docker: { Host: endpoint, SkipTLSVerify: skipVerify } },
  };
  // Certificates first: a context whose certificates are missing would be tried without them.
  if (tls) await writeTls(join(configDir, 'contexts/tls', idOf(name)), tls);
  await mkdir(dir, { recursive: true, mode: 0o755 });
  await writeFile(`${file}.new`, JSON.stringify(meta), { mode: 0o644 });
  await rename(`${file}.new`, file);
}

/** With its certificates, as `docker context rm`. */
export async function removeCliContext(configDir: string, name: string): Promise<void> {
  await rm(join(metaDir(configDir), idOf(name)), { recursive: true, force: true });
  await rm(join(configDir, 'contexts/tls', idOf(name)), { recursive: true, force: true });
}

async function writeTls(dir: string, tls: ContextTls): Promise<void> {
  const docker = join(dir, 'docker');
  const draft = join(dir, 'docker.new');
  await rm(draft, { recursive: true, force: true });
  const given = TLS_FILES.filter((name) => tls[name]);
  if (given.length > 0) await mkdir(draft, { recursive: true, mode: 0o700 });
  for (const name of given) await writeFile(join(draft, `${name}.pem`), tls[name] ?? '', { mode: 0o600 });
  await rm(docker, { recursive: true, force: true });
  if (given.length > 0) await rename(draft, docker);
}

async function readObject(file: string): Promise<Record<string, unknown>> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function objectIn(from: Record<string, unknown>, name: string): Record<string, unknown> {
  const value = from[name];
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

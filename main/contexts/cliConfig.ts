import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppFailure } from '../../contract/errors.ts';
import type { TlsFiles } from '../docker/endpoint.ts';

export interface CliContext {
  readonly name: string;
  readonly endpoint: string;
  readonly description?: string;
  readonly skipVerify: boolean;
  /** Where its certificates are, if it has any. */
  readonly tlsDir: string;
}

export const metaDir = (configDir: string): string => join(configDir, 'contexts', 'meta');

const idOf = (name: string): string => createHash('sha256').update(name).digest('hex');

export const metaFile = (configDir: string, name: string): string => join(metaDir(configDir), idOf(name), 'meta.json');

/** The contexts of `docker context ls`, without `default`. One that cannot be read does not hide the others. */
export async function readCliContexts(configDir: string): Promise<CliContext[]> {
  const dirs = await readdir(metaDir(configDir)).catch(() => []);
  const read = await Promise.all(
    dirs.map((dir) => readJson(join(metaDir(configDir), dir, 'meta.json')).then((meta) => parse(configDir, meta))),
  );
  return read.filter((context) => context !== undefined).sort((a, b) => a.name.localeCompare(b.name));
}

/** `docker context use` wrote it; undefined means `default`. */
export async function readCurrentContext(configDir: string): Promise<string | undefined> {
  const current = field(await readJson(join(configDir, 'config.json')), 'currentContext');
  return typeof current === 'string' && current !== '' ? current : undefined;
}

function parse(configDir: string, meta: unknown): CliContext | undefined {
  const name = field(meta, 'Name');
  const docker = field(field(meta, 'Endpoints'), 'docker');
  const endpoint = field(docker, 'Host');
  const description = field(field(meta, 'Metadata'), 'Description');
  if (typeof name !== 'string' || name === '' || name === 'default' || typeof endpoint !== 'string') return undefined;
  return {
    name,
    endpoint,
    ...(typeof description === 'string' && description !== '' && { description }),
    skipVerify: field(docker, 'SkipTLSVerify') === true,
    tlsDir: join(configDir, 'contexts', 'tls', idOf(name), 'docker'),
  };
}

/** Undefined when the folder holds no certificate at all. Throws `engine-unreachable` (tls) when one cannot be read. */
export async function readTls(context: string, dir: string, skipVerify: boolean): Promise<TlsFiles | undefined> {
  const [ca, cert, key] = await Promise.all(
    ['ca.pem', 'cert.pem', 'key.pem'].map((file) => readPem(context, dir, file)),
  );
  if (!ca && !cert && !key && !skipVerify) return undefined;
  return { ca, cert, key, skipVerify };
}

async function readPem(context: string, dir: string, file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(join(dir, file));
  } catch (thrown) {
    const { code, message } = thrown as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new AppFailure({
      code: 'engine-unreachable',
      context,
      reason: 'tls',
      message: `The certificate ${join(dir, file)} cannot be read.`,
      hint: 'Make the file readable for you.',
      engineText: message,
    });
  }
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppFailure } from '../../contract/errors.ts';
import type { BundleFormat, BundleSource } from '../../contract/model/certificates.ts';
import { type CliContext, metaFile } from '../contexts/cliConfig.ts';
import { TAR_END, tarHeader, tarPadding } from '../files/tar/tarHeader.ts';
import { fileFailure } from '../storage/fileFailure.ts';

/** What a client has; other files of a folder of certificates (the authority’s key!) never go along. */
export const CLIENT_FILES = ['ca.pem', 'cert.pem', 'key.pem'] as const;

interface Place {
  readonly configDir: string;
  find(name: string): Promise<CliContext | undefined>;
}

/**
 * The bytes of a bundle, as tar. `context` is what `docker context export` writes, entry for entry. Rejects with
 * `not-found` where a file or the context is missing.
 */
export async function makeBundle(source: BundleSource, format: BundleFormat, place: Place): Promise<Buffer> {
  if (source.type === 'folder') {
    if (format === 'context') throw notFound(source.name);
    return tarOf(await readFiles(source.folder, true), '');
  }
  const context = await place.find(source.name);
  if (!context) throw notFound(source.name);
  const files = await readFiles(context.tlsDir, false);
  if (format === 'files') {
    if (files.length === 0) throw noCertificates(source.name);
    return tarOf(files, '');
  }
  const meta = await read(metaFile(place.configDir, source.name));
  return Buffer.concat([
    entry('meta.json', 0o644, meta),
    folder('tls'),
    ...(files.length > 0 ? [folder('tls/docker'), ...files.map((file) => tarEntry(file, 'tls/docker/'))] : []),
    TAR_END,
  ]);
}

interface Named {
  readonly name: string;
  readonly content: Buffer;
}

async function readFiles(dir: string, needsAll: boolean): Promise<Named[]> {
  const files: Named[] = [];
  for (const name of CLIENT_FILES) {
    const content = await read(path.join(dir, name)).catch((thrown: unknown) => {
      const isMissing = thrown instanceof AppFailure && thrown.error.code === 'not-found';
      if (isMissing && !needsAll) return undefined;
      throw thrown;
    });
    if (content) files.push({ name, content });
  }
  return files;
}

const read = (file: string): Promise<Buffer> =>
  readFile(file).catch((thrown: unknown) => {
    throw fileFailure(thrown, file, 'read');
  });

const tarOf = (files: readonly Named[], prefix: string) =>
  Buffer.concat([...files.map((file) => tarEntry(file, prefix)), TAR_END]);

const tarEntry = ({ name, content }: Named, prefix: string) => entry(`${prefix}${name}`, 0o600, content);

/** Nobody’s in particular: whoever unpacks it owns it. */
const OWNER = { userId: 0, groupId: 0 };

const entry = (name: string, mode: number, content: Buffer) =>
  Buffer.concat([
    tarHeader({ ...OWNER, path: name, kind: 'file', mode, sizeBytes: content.length, modifiedAt: Date.now() }),
    content,
    tarPadding(content.length),
  ]);

const folder = (name: string) =>
  tarHeader({ ...OWNER, path: name, kind: 'directory', mode: 0o700, sizeBytes: 0, modifiedAt: Date.now() });

const notFound = (name: string) =>
  new AppFailure({
    code: 'not-found',
    message: `The docker CLI has no context “${name}”.`,
    hint: 'Only contexts of the docker CLI can be exported.',
  });

const noCertificates = (name: string) =>
  new AppFailure({
    code: 'not-found',
    message: `The context “${name}” has no certificates.`,
    hint: 'Export it as a context: its address is in that.',
  });

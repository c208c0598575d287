import { gunzipSync } from 'node:zlib';
import { AppFailure } from '../../contract/errors.ts';
import { MAX_BUNDLE_BYTES, type ReadBundle } from '../../contract/model/certificates.ts';
import { TarScanner } from '../files/tar/tarScanner.ts';
import { readZip } from './zip.ts';

/**
 * What a client's bundle has in it: ca.pem, cert.pem, key.pem, wherever in it they are, and what `docker context export`
 * (or UCP) wrote beside them. Rejects with `invalid-input`, never with a word of a key.
 */
export function readBundle(bytes: Uint8Array): ReadBundle {
  const files = unpack(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const pem = (file: string) => {
    // `docker context export` has them in tls/docker, people in the folder that they packed.
    const paths = [...files.keys()].filter((path) => path === file || path.endsWith(`/${file}`));
    const [path] = paths.sort((a, b) => depth(a) - depth(b));
    return path === undefined ? undefined : files.get(path)?.toString('utf8');
  };
  const [ca, cert, key] = [pem('ca.pem'), pem('cert.pem'), pem('key.pem')];
  if (!ca && !cert && !key) {
    throw invalid('There is no ca.pem, cert.pem or key.pem in it.', 'Choose the bundle that was made for clients.');
  }
  return { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }), ...aboutOf(files) };
}

const depth = (path: string) => path.split('/').length;

function unpack(bytes: Buffer): Map<string, Buffer> {
  try {
    if (bytes.readUInt16BE(0) === 0x504b) return readZip(bytes);
    const isGzip = bytes.readUInt16BE(0) === 0x1f8b;
    return readTar(isGzip ? gunzipSync(bytes, { maxOutputLength: 2 * MAX_BUNDLE_BYTES }) : bytes);
  } catch {
    throw invalid(
      'This is no archive of certificates.',
      'A bundle is a tar or zip file with ca.pem, cert.pem and key.pem.',
    );
  }
}

function readTar(bytes: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  let current = '';
  const scanner = new TarScanner({
    entry({ path, kind }) {
      current = kind === 'file' ? path : '';
    },
    content(chunk, from, to) {
      if (current !== '')
        files.set(current, Buffer.concat([files.get(current) ?? Buffer.alloc(0), chunk.subarray(from, to)]));
    },
  });
  scanner.push(bytes);
  if (!scanner.isComplete) throw new Error('The tar is cut off.');
  return files;
}

/** From `meta.json` of an exported context. What is not understood is left out. */
function aboutOf(files: ReadonlyMap<string, Buffer>): Pick<ReadBundle, 'name' | 'description' | 'endpoint'> {
  try {
    const meta = JSON.parse(files.get('meta.json')?.toString('utf8') ?? '{}') as {
      readonly Name?: unknown;
      readonly Metadata?: { readonly Description?: unknown };
      readonly Endpoints?: { readonly docker?: { readonly Host?: unknown } };
    };
    const [name, description, endpoint] = [meta.Name, meta.Metadata?.Description, meta.Endpoints?.docker?.Host];
    return {
      ...(typeof name === 'string' && { name }),
      ...(typeof description === 'string' && { description }),
      ...(typeof endpoint === 'string' && { endpoint }),
    };
  } catch {
    return {};
  }
}

const invalid = (message: string, hint: string) =>
  new AppFailure({ code: 'invalid-input', path: ['bytes'], message, hint });

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';

interface Body {
  readonly bytes: Buffer<ArrayBuffer>;
  readonly encoding?: 'br' | 'gzip';
}

export interface StaticFile {
  readonly type: string;
  readonly etag: string;
  readonly cacheControl: string;
  /** The smallest first; the last is the plain one. */
  readonly bodies: readonly [...Body[], Body];
}

/** By address: `/`, `/assets/main-abc.js`. */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/**
 * The built page, held in memory: a megabyte or two. Only what was in the folder at the start has an address, so no
 * path leads out of it.
 */
export async function loadStaticFiles(folder: string): Promise<StaticFiles> {
  const names = (await filesIn(folder)).filter((name) => !/\.(br|gz)$/.test(name));
  const loaded = await Promise.all(
    names.map(async (name): Promise<[string, StaticFile]> => [`/${name}`, await loadFile(path.join(folder, name))]),
  );
  const byAddress = new Map(loaded);
  const index = byAddress.get('/index.html');
  if (!index) throw new Error(`There is no index.html in ${folder}: build first (npm run build).`);
  return byAddress.set('/', index);
}

/** Not by `readdir`'s own `recursive`: inside Electron's archive not every version of it can. */
async function filesIn(folder: string, prefix = ''): Promise<string[]> {
  const entries = await readdir(path.join(folder, prefix), { withFileTypes: true });
  const names = entries.map(async (entry) =>
    entry.isDirectory() ? filesIn(folder, `${prefix}${entry.name}/`) : [prefix + entry.name],
  );
  return (await Promise.all(names)).flat();
}

async function loadFile(file: string): Promise<StaticFile> {
  const compressed = async (extension: string, encoding: 'br' | 'gzip'): Promise<Body[]> => {
    const bytes = await readFile(file + extension).catch(() => undefined);
    return bytes ? [{ bytes, encoding }] : [];
  };
  const bytes = await readFile(file);
  const isHashed = path.basename(path.dirname(file)) === 'assets';
  return {
    type: TYPES[path.extname(file)] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    cacheControl: isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    bodies: [...(await compressed('.br', 'br')), ...(await compressed('.gz', 'gzip')), { bytes }],
  };
}

/** Answers GET and HEAD. */
export function sendFile(file: StaticFile, request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('Content-Type', file.type);
  response.setHeader('ETag', file.etag);
  response.setHeader('Vary', 'Accept-Encoding');
  response.setHeader('Cache-Control', file.cacheControl);
  if (request.headers['if-none-match'] === file.etag) {
    response.writeHead(304).end();
    return;
  }
  const { bytes, encoding } = bodyFor(file, request.headers['accept-encoding']);
  if (encoding) response.setHeader('Content-Encoding', encoding);
  response.setHeader('Content-Length', bytes.byteLength);
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

function bodyFor({ bodies }: StaticFile, accepted: string | string[] | undefined): Body {
  const codings = String(accepted ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => !/;\s*q=0(\.0*)?$/.test(part))
    .map((part) => part.split(';')[0]);
  return bodies.find(({ encoding }) => encoding && codings.includes(encoding)) ?? plainBody(bodies);
}

export const plainBody = (bodies: StaticFile['bodies']): Body => bodies.at(-1) ?? bodies[0];

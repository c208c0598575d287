import { posix } from 'node:path';
import { AppFailure } from '../../contract/errors.ts';
import { newBudget } from './budget.ts';
import { type Compression, compressionOf, decompress } from './decompress.ts';
import { normalise } from './entryName.ts';
import type { LayerEntries } from './layerEntries.ts';
import { type Documents, findImage, type ImageConfig } from './manifest.ts';
import { PathTable } from './pathTable.ts';
import { readLayer } from './readLayer.ts';
import { type Entry, EntryBytes, tarEntries } from './tarEntries.ts';

/** Manifests and configurations are small; what is larger is no document that is needed. */
const MAX_DOCUMENT_BYTES = 8 * 1024 * 1024;
const OPENING = [0x7b, 0x5b]; // { and [
const TAR_BLOCK = 512;

export interface ArchivedLayer {
  readonly diffId: string;
  /** Its path in the archive. */
  readonly blob: string;
  readonly entries: LayerEntries;
  readonly compression: Compression;
}

/** An image with the names, but not the contents, of all files in its layers. */
export interface ReadImage {
  readonly config: ImageConfig;
  readonly paths: PathTable;
  /** The lowest first. */
  readonly layers: readonly ArchivedLayer[];
}

interface ReadOptions {
  /** The layers that the image has, as the engine says: an archive may hold several platforms. Empty: not known. */
  readonly diffIds: readonly string[];
  /** After each layer, with how many there were. */
  readonly onLayer?: (count: number) => void;
}

type Blob = Pick<ArchivedLayer, 'entries' | 'compression'>;

/**
 * Reads what `docker image save` writes, as one stream and in any order: the layout of engine 25 and newer (OCI), and
 * the older one, where a layer that is there twice is a link. Throws `AppFailure`: cut short, damaged, no image.
 */
export async function readArchive(
  bytes: AsyncIterable<Uint8Array>,
  { diffIds, onLayer }: ReadOptions,
): Promise<ReadImage> {
  const paths = new PathTable();
  const budget = newBudget();
  const blobs = new Map<string, Blob | Error>();
  const links = new Map<string, string>();
  const documents = new Map<string, unknown>();

  try {
    for await (const entry of tarEntries(bytes)) {
      const name = archivePath(entry.header.name);
      const { type, linkname } = entry.header;
      if ((type === 'symlink' || type === 'link') && linkname) {
        links.set(name, archivePath(type === 'link' ? linkname : posix.join(posix.dirname(name), linkname)));
        entry.resume();
      } else if (type === 'file' && (entry.header.size ?? 0) > 0) {
        await readFile(entry, name);
      } else entry.resume();
    }
  } catch (thrown) {
    throw damaged(thrown, 'The archive of the image is damaged or ends too early.');
  }

  async function readFile(entry: Entry, name: string): Promise<void> {
    const content = new EntryBytes(entry);
    const first = await content.peek(TAR_BLOCK);
    if (OPENING.includes(first[0] ?? 0) && (entry.header.size ?? 0) <= MAX_DOCUMENT_BYTES) {
      documents.set(name, await readDocument(content));
    } else if (first.byteLength === TAR_BLOCK || first.byteLength > TAR_BLOCK || compressionOf(first) !== 'none') {
      const compression = compressionOf(first);
      try {
        blobs.set(name, { compression, entries: await readLayer(decompress(content, compression), paths, budget) });
      } catch (thrown) {
        if (thrown instanceof AppFailure) throw thrown;
        blobs.set(name, thrown as Error); // may be no layer at all: the manifest tells
      }
      onLayer?.([...blobs.values()].filter((blob) => !(blob instanceof Error)).length);
    }
    await content.drain();
  }

  return assemble({ paths, blobs, links, documents }, diffIds);
}

interface Found {
  readonly paths: PathTable;
  readonly blobs: ReadonlyMap<string, Blob | Error>;
  readonly links: ReadonlyMap<string, string>;
  readonly documents: Documents;
}

function assemble({ paths, blobs, links, documents }: Found, diffIds: readonly string[]): ReadImage {
  const { config, blobs: wanted } = findImage(documents, diffIds);
  const layers = wanted.map((given, index): ArchivedLayer => {
    const name = archivePath(given);
    const blob = links.get(name) ?? name;
    const found = blobs.get(blob);
    const place = `Layer ${index + 1} of ${wanted.length}`;
    if (found instanceof Error) throw damaged(found, `${place} is damaged or ends too early.`);
    if (!found) throw damaged(new Error(`No ${blob} in the archive.`), `${place} is not in what the engine sent.`);
    return { ...found, blob, diffId: config.rootfs?.diff_ids?.[index] ?? '' };
  });
  return { config, paths, layers };
}

/** A path in an archive of images, in one spelling. It is never a path of this machine. */
export const archivePath = (name: string): string => normalise(name).segments.join('/');

async function readDocument(content: AsyncIterable<Uint8Array>): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  try {
    return JSON.parse(Buffer.concat(chunks).toString()) as unknown;
  } catch {
    return undefined; // none that is needed, or there will be no manifest
  }
}

const ARCHIVE_FAULTS =
  /tar header|unexpected end|incorrect header check|invalid (?:zstd|block|stored|distance|code|literal)|Unexpected end of data|too far back/i;

/** What the engine’s connection threw stays what it is. */
function damaged(thrown: unknown, message: string): unknown {
  if (thrown instanceof AppFailure) return thrown;
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  const isOfEngine = typeof (thrown as NodeJS.ErrnoException).code === 'string' && !ARCHIVE_FAULTS.test(text);
  if (isOfEngine || (thrown as Error).name === 'AbortError') return thrown;
  return new AppFailure({
    code: 'unexpected',
    message,
    hint: 'Try again. If it stays so, the image is damaged on the engine: pull or build it again.',
    detail: text,
  });
}

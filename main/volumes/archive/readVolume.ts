import { isCancelled } from '../../../contract/errors.ts';
import type { Connection } from '../../docker/connection.ts';
import { FOLDER, type Helper } from '../helper/helperContainer.ts';
import { hasTool } from '../helper/helperImage.ts';
import { rewriteTar } from '../tar/rewriteTar.ts';
import type { TarEntry } from '../tar/header.ts';
import type { HeaderChange } from '../tar/writeHeader.ts';
import type { Manifest } from './manifest.ts';

/** What the engine’s archive does not say of an entry. */
interface Extra {
  readonly mtimeNs: number;
  readonly sizeBytes: number;
  readonly attributes: ReadonlyMap<string, Buffer>;
}

export interface Survey {
  readonly extras: ReadonlyMap<string, Extra>;
  /** The volume itself is one. */
  readonly entries: number;
  readonly contentBytes: number;
  readonly sockets: number;
  /** What a person should know of it. */
  readonly notes: readonly string[];
}

/** Walks through a volume before it is read: how much there is, and what its archive will leave out. */
export async function surveyVolume(connection: Connection, helper: Helper, signal: AbortSignal): Promise<Survey> {
  const extras = new Map<string, Extra>();
  const found = { entries: 0, contentBytes: 0, sockets: 0 };
  const nothing = (note: string): Survey => ({ extras, ...found, notes: [note] });
  if (!hasTool(connection)) return nothing(`Attributes and parts of seconds are not kept: ${NO_TOOL}`);
  try {
    await helper.scan(({ path, type, mtimeNs, sizeBytes, attributes }) => {
      if (type === 's') {
        found.sockets += 1;
        return;
      }
      found.entries += 1;
      if (type === '-') found.contentBytes += sizeBytes;
      if (mtimeNs > 0 || attributes.size > 0) extras.set(path, { mtimeNs, sizeBytes, attributes });
    }, signal);
  } catch (thrown) {
    signal.throwIfAborted();
    if (isCancelled(thrown)) throw thrown;
    // A machine that starts no such program (user namespaces, a policy) still gives archives.
    return nothing(`Attributes and parts of seconds are not kept: ${(thrown as Error).message}`);
  }
  const { sockets } = found;
  const notes =
    sockets === 0 ? [] : [`${sockets === 1 ? 'One socket is' : `${sockets} sockets are`} left out: ${SOCKET}`];
  return { extras, ...found, notes };
}

const NO_TOOL = 'the helper has no program for this kind of machine.';
const SOCKET = 'the program that listens makes it anew.';

/**
 * A volume as a tar archive that any tar reads, its names beginning with `./`: what the engine gives, with the
 * attributes and the exact times in extended headers (PAX, `SCHILY.xattr.*` as tar and Go write them).
 */
export async function* readVolume(
  helper: Helper,
  { extras }: Survey,
  signal: AbortSignal,
  { onProgress, onEntry, manifest }: Reading,
): AsyncGenerator<Buffer, void, undefined> {
  let entries = 0;
  let contentBytes = 0;
  yield* rewriteTar(
    helper.read(signal),
    (entry) => {
      const change = outward(entry, extras);
      manifest?.entry({ ...entry, ...change, pax: new Map([...entry.pax, ...(change.pax ?? [])]) });
      entries += 1;
      onEntry?.(change.path, entry.type, entry.sizeBytes);
      onProgress?.(entries, contentBytes);
      return change;
    },
    (piece) => {
      manifest?.content(piece);
      contentBytes += piece.byteLength;
      onProgress?.(entries, contentBytes);
    },
  );
}

export interface Reading {
  readonly onProgress?: (entries: number, contentBytes: number) => void;
  readonly onEntry?: (path: Buffer, type: string, sizeBytes: number) => void;
  /** Told of everything, to compare. */
  readonly manifest?: Manifest;
}

const HERE = Buffer.from('./');
const PREFIX = Buffer.from(`${FOLDER}/`);

function outward(entry: TarEntry, extras: ReadonlyMap<string, Extra>): HeaderChange & { readonly path: Buffer } {
  const inside = withoutFolder(entry.path);
  const name = inside.toString('latin1').replace(/\/$/, '');
  const extra = extras.get(name);
  const pax = new Map<string, Buffer>();
  // One that has changed since it was looked at has other times.
  if (extra && (entry.type !== '0' || extra.sizeBytes === entry.sizeBytes)) {
    if (extra.mtimeNs > 0) {
      const parts = String(extra.mtimeNs).padStart(9, '0').replace(/0+$/, '');
      pax.set('mtime', Buffer.from(`${Math.floor(entry.mtime)}.${parts}`));
    }
  }
  for (const [key, value] of extra?.attributes ?? []) pax.set(`SCHILY.xattr.${key}`, value);
  return {
    path: Buffer.concat([HERE, inside]),
    ...(entry.type === '1' && { target: Buffer.concat([HERE, withoutFolder(entry.target)]) }),
    ...(pax.size > 0 && { pax }),
  };
}

const withoutFolder = (path: Buffer): Buffer =>
  path.subarray(0, PREFIX.byteLength).equals(PREFIX) ? path.subarray(PREFIX.byteLength) : Buffer.alloc(0);

import { nameFromBytes, nameToBytes } from '../../../contract/model/fileName.ts';
import type { FileEntry, FileMeasure, FileStamp, FollowPiece } from '../../../contract/model/files.ts';
import { EntryReader, type ReadEntry } from './entryReader.ts';
import { explain } from './errors.ts';
import type { Piece, ProgramSession } from './session.ts';

type Session = Pick<ProgramSession, 'request'>;

const ZERO = Buffer.alloc(1);
const text = (...names: readonly string[]): Buffer =>
  Buffer.concat(names.flatMap((name) => [Buffer.from(nameToBytes(name)), ZERO]));

function numbers(...values: readonly (readonly [value: number, bytes: 4 | 8])[]): Buffer {
  return Buffer.concat(
    values.map(([value, size]) => {
      const bytes = Buffer.alloc(size);
      if (size === 4) bytes.writeUInt32LE(value);
      else bytes.writeBigInt64LE(BigInt(value));
      return bytes;
    }),
  );
}

/** Asks, and says what went wrong about this path. */
async function* ask(
  session: Session,
  operation: string,
  payload: Uint8Array,
  path: string,
  signal?: AbortSignal,
): AsyncGenerator<Piece, void, undefined> {
  try {
    yield* session.request(operation, payload, signal);
  } catch (thrown) {
    throw explain(thrown, path);
  }
}

async function all(...asked: Parameters<typeof ask>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const { payload } of ask(...asked)) pieces.push(payload);
  return Buffer.concat(pieces);
}

/** Entries as they come, a few hundred at a time. */
async function* entries(...asked: Parameters<typeof ask>): AsyncGenerator<ReadEntry[], void, undefined> {
  const reader = new EntryReader();
  for await (const { payload } of ask(...asked)) {
    const batch = [...reader.push(payload)];
    if (batch.length > 0) yield batch;
  }
}

/** `getdents` and `statx` of each name. */
export async function* list(session: Session, path: string, signal?: AbortSignal): AsyncGenerator<FileEntry[]> {
  for await (const batch of entries(session, 'l', text(path), path, signal)) yield batch.map(({ entry }) => entry);
}

/** The path without symbolic links. */
export const resolve = async (session: Session, path: string, signal?: AbortSignal): Promise<string> =>
  nameFromBytes(await all(session, 'q', text(path), path, signal));

/** The name itself, a symbolic link too. */
export async function describe(session: Session, path: string, signal?: AbortSignal): Promise<ReadEntry> {
  for await (const [found] of entries(session, 's', text(path), path, signal)) if (found) return found;
  throw new Error('The program described nothing.');
}

/** `*` and `?` as a shell has them; without them, names with this in them. ASCII letters in either case. */
export async function* find(
  session: Session,
  path: string,
  query: string,
  limit: number,
  signal?: AbortSignal,
): AsyncGenerator<FileEntry[]> {
  const lower = query.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const pattern = /[*?]/.test(lower) ? lower : `*${lower}*`;
  const payload = Buffer.concat([numbers([limit, 4]), text(path, pattern)]);
  try {
    for await (const batch of entries(session, 'f', payload, path, signal)) yield batch.map(({ entry }) => entry);
  } catch (thrown) {
    if (isEnough(thrown)) return;
    throw thrown;
  }
}

/** As many as were asked for were found. */
const isEnough = (thrown: unknown): boolean =>
  (thrown as { error?: { engineText?: string } }).error?.engineText === 'errno 116';

export async function measure(session: Session, path: string, signal?: AbortSignal): Promise<FileMeasure> {
  const bytes = await all(session, 'z', text(path), path, signal);
  const at = (index: number) => Number(bytes.readBigUInt64LE(index * 8));
  return { files: at(0), directories: at(1), sizeBytes: at(2), mounts: at(3) };
}

export const remove = async (session: Session, path: string, signal?: AbortSignal): Promise<void> =>
  void (await all(session, 'r', text(path), path, signal));

/** Never over another name. */
export const rename = async (session: Session, from: string, to: string, signal?: AbortSignal): Promise<void> =>
  void (await all(session, 'm', text(from, to), to, signal));

/** All that is in one directory into another, which it is merged with; the first is then gone. */
export const place = async (session: Session, from: string, to: string): Promise<void> =>
  void (await all(session, 'p', text(from, to), to));

export interface NewRights {
  readonly mode: number;
  readonly userId: number;
  readonly groupId: number;
}

const newOne = (path: string, { mode, userId, groupId }: NewRights): Buffer =>
  Buffer.concat([numbers([mode, 4], [userId, 4], [groupId, 4]), text(path)]);

export const makeDirectory = async (session: Session, path: string, rights: NewRights): Promise<void> =>
  void (await all(session, 'd', newOne(path, rights), path));

export const makeFile = async (session: Session, path: string, rights: NewRights): Promise<void> =>
  void (await all(session, 'n', newOne(path, rights), path));

/** The content, or a part of it. Only of ordinary files. */
export async function* read(
  session: Session,
  path: string,
  from: number,
  most: number,
  signal?: AbortSignal,
): AsyncGenerator<Buffer, void, undefined> {
  const payload = Buffer.concat([numbers([from, 8], [most, 8]), text(path)]);
  for await (const piece of ask(session, 'c', payload, path, signal)) yield piece.payload;
}

/** What is added from there on; ends with the signal. */
export async function* follow(
  session: Session,
  path: string,
  from: number,
  signal: AbortSignal,
): AsyncGenerator<FollowPiece, void, undefined> {
  for await (const { kind, payload } of ask(
    session,
    't',
    Buffer.concat([numbers([from, 8]), text(path)]),
    path,
    signal,
  )) {
    yield kind === 'n' ? { type: 'restarted' } : { type: 'bytes', bytes: Uint8Array.from(payload) };
  }
}

/** All of a file anew; its mode, owner and attributes stay. Beside it first, then in its place at once. */
export async function rewrite(
  session: Session,
  path: string,
  stamp: FileStamp,
  bytes: Uint8Array,
  temporaryName: string,
): Promise<void> {
  const known = numbers([stamp.sizeBytes, 8], [stamp.modifiedSeconds, 8], [stamp.modifiedNanoseconds, 4]);
  await all(session, 'w', Buffer.concat([known, text(path, temporaryName), bytes]), path);
}

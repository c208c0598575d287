import { type FSWatcher, watch } from 'node:fs';
import { type FileHandle, copyFile, mkdir, open, stat, truncate } from 'node:fs/promises';
import path from 'node:path';

const MAX_BYTES = 10 << 20;
const CHUNK = 64 << 10;

/** The last `count` lines of the log, the older file included when the newer one has too few. */
export async function readLogTail(file: string, count: number): Promise<readonly string[]> {
  const newest = await readTail(file, count, Number.MAX_SAFE_INTEGER);
  return [...(await readOlder(file, count - newest.lines.length)), ...newest.lines];
}

/**
 * The last `tail` lines, then what is written, until `signal`. Follows the file through `rotateLog`. Its file and its
 * watch are closed when the reader stops.
 */
export async function* followLog(file: string, tail: number, signal: AbortSignal): AsyncGenerator<readonly string[]> {
  const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  let wake = () => {};
  let watcher: FSWatcher | undefined;
  let handle: FileHandle | undefined;
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    handle = await open(file, 'a+', 0o600); // Also when there is none yet: then there is one to watch.
    watcher = watch(file, () => wake());
    let { size: offset } = await handle.stat();
    const first = await readTail(file, tail, offset);
    const older = await readOlder(file, tail - first.lines.length);
    yield [...older, ...first.lines];
    let rest = first.rest;
    while (!signal.aborted) {
      const changed = new Promise<void>((resolve) => (wake = resolve));
      const { size } = await handle.stat();
      if (size < offset) [offset, rest] = [0, Buffer.alloc(0)]; // Rotated.
      if (size === offset) {
        await Promise.race([changed, aborted]);
        continue;
      }
      const chunk = Buffer.alloc(Math.min(size - offset, CHUNK * 4));
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, offset);
      offset += bytesRead;
      const text = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
      const end = text.lastIndexOf(10) + 1;
      rest = text.subarray(end);
      if (end > 0) yield splitLines(text.subarray(0, end));
    }
  } finally {
    watcher?.close();
    await handle?.close();
  }
}

export const logSize = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  );

/** The lines written since the log had `offset` bytes; of very many only the last. */
export async function readLogFrom(file: string, offset: number): Promise<readonly string[]> {
  const size = await logSize(file);
  const length = Math.min(size - offset, CHUNK * 4);
  if (length <= 0) return [];
  const handle = await open(file, 'r');
  try {
    const text = Buffer.alloc(length);
    await handle.read(text, 0, length, size - length);
    return splitLines(text);
  } finally {
    await handle.close();
  }
}

/**
 * Keeps the log at two files of at most about 10 MiB. dockerd holds the file open for appending and cannot be told to
 * open another, so its text is copied away and the file emptied.
 */
export async function rotateLog(file: string, maxBytes = MAX_BYTES): Promise<void> {
  if ((await logSize(file)) <= maxBytes) return;
  await copyFile(file, `${file}.1`);
  await truncate(file, 0);
}

const readOlder = async (file: string, count: number) =>
  count > 0 ? (await readTail(`${file}.1`, count, Number.MAX_SAFE_INTEGER)).lines : [];

interface Tail {
  readonly lines: readonly string[];
  /** Bytes after the last line end. */
  readonly rest: Buffer;
}

/** Reads backwards from byte `end`, only as far as needed. */
async function readTail(file: string, count: number, end: number): Promise<Tail> {
  let handle: FileHandle;
  try {
    handle = await open(file, 'r');
  } catch {
    return { lines: [], rest: Buffer.alloc(0) };
  }
  try {
    let position = Math.min(end, (await handle.stat()).size);
    const chunks: Buffer[] = [];
    for (let lineEnds = 0; position > 0 && lineEnds <= count;) {
      const length = Math.min(CHUNK, position);
      position -= length;
      const chunk = Buffer.alloc(length);
      await handle.read(chunk, 0, length, position);
      for (const byte of chunk) if (byte === 10) lineEnds++;
      chunks.unshift(chunk);
    }
    const text = Buffer.concat(chunks);
    const lastEnd = text.lastIndexOf(10) + 1;
    const lines = splitLines(text.subarray(0, lastEnd));
    return { lines: count > 0 ? lines.slice(-count) : [], rest: text.subarray(lastEnd) };
  } finally {
    await handle.close();
  }
}

function splitLines(text: Buffer): readonly string[] {
  if (text.length === 0) return [];
  return text.toString('utf8').replace(/\n$/, '').split('\n');
}

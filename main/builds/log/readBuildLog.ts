import { open } from 'node:fs/promises';
import { LOG_STDERR, type LogItem } from '../../../contract/model/logs.ts';
import { PackedLines } from '../../docker/packedLines.ts';
import { Wake } from '../../docker/wake.ts';
import type { GrowingLog } from './buildLog.ts';

/** Some thousand lines: what a page takes in between two frames. */
const CHUNK_BYTES = 64 * 1024;
/** A batch has a byte for the source of each line; steps beyond share the last number. */
const MAX_SOURCE = 255;

export interface LogWish {
  /** Only lines of this source. */
  readonly source?: number | undefined;
  /** Epoch ms. */
  readonly since?: number | undefined;
}

/** The log from its beginning, then as it grows until it has ended. The file is read as fast as the reader takes it. */
export async function* readBuildLog(log: GrowingLog, wish: LogWish, signal: AbortSignal): AsyncGenerator<LogItem> {
  const wake = new Wake();
  const off = log.onMore(wake.wake);
  signal.addEventListener('abort', wake.wake, { once: true });
  const handle = await open(log.file);
  try {
    let position = 0;
    let isCaughtUp = false;
    let rest = Buffer.alloc(0);
    while (!signal.aborted) {
      const { isEnded } = log; // before the size: what comes after that is read too
      const size = log.sizeBytes;
      if (position < size) {
        const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, size - position));
        const { bytesRead } = await handle.read(chunk, 0, chunk.length, position);
        if (bytesRead === 0) return; // it was cut off behind our back
        position += bytesRead;
        const bytes =
          rest.length === 0 ? chunk.subarray(0, bytesRead) : Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
        const end = bytes.lastIndexOf(10) + 1;
        rest = Buffer.from(bytes.subarray(end));
        const item = pack(bytes.subarray(0, end), wish);
        if (item) yield item;
        continue;
      }
      if (!isCaughtUp) {
        isCaughtUp = true;
        yield { type: 'caught-up' };
      }
      if (isEnded) return;
      await wake.wait();
    }
  } finally {
    off();
    signal.removeEventListener('abort', wake.wake);
    await handle.close();
  }
}

const BLANK = 32;

function pack(bytes: Buffer, { source: wanted, since = Number.NEGATIVE_INFINITY }: LogWish): LogItem | undefined {
  const lines = new PackedLines();
  let sources = new Uint8Array(1024);
  for (let from = 0; from < bytes.length;) {
    let end = bytes.indexOf(10, from);
    if (end < 0) end = bytes.length;
    const first = bytes.indexOf(BLANK, from);
    const second = bytes.indexOf(BLANK, first + 1);
    const third = bytes.indexOf(BLANK, second + 1);
    if (first > 0 && second > first && third > second && third < end) {
      const source = Number(bytes.toString('latin1', from, first));
      const time = Number(bytes.toString('latin1', second + 1, third));
      if ((wanted === undefined || source === wanted) && !(time < since)) {
        if (lines.count === sources.length) {
          const grown = new Uint8Array(sources.length * 2);
          grown.set(sources);
          sources = grown;
        }
        sources[lines.count] = Math.min(source, MAX_SOURCE);
        lines.add(bytes, third + 1, end, bytes[first + 1] === 50 ? LOG_STDERR : 0, time);
      }
    }
    from = end + 1;
  }
  if (lines.count === 0) return undefined;
  const { count, text, flags, times } = lines.take();
  const batch = {
    lineCount: count,
    text,
    flags,
    times: new Uint8Array(times.buffer, times.byteOffset, times.byteLength),
  };
  return {
    type: 'lines',
    // Asked for one step, it is the only source.
    batch: wanted === undefined ? { ...batch, source: 0, sources: sources.slice(0, count) } : { ...batch, source: 0 },
  };
}

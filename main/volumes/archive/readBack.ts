import { Worker } from 'node:worker_threads';
import type { BackupFormat } from '../../../contract/model/volume.ts';
import { OPEN_ZSTD, ZSTD_DATA } from './zstd/threadCode.ts';

/** What the disk gives back. */
export interface ReadBack {
  readonly sizeBytes: number;
  readonly sha256: string;
  /** Of the tar archive in it, unpacked. */
  readonly tarBytes: number;
  readonly crc32: number;
  readonly entries: number;
}

/** Reads a file while it is written, a little behind: in a thread of its own, from what the disk was given. */
export interface Follower {
  /** So many bytes of it are written. */
  readonly written: (sizeBytes: number) => void;
  /** The file is whole: reads the rest. Rejects where it cannot be read, or unpacked. */
  end(sizeBytes: number): Promise<ReadBack>;
  close(): Promise<unknown>;
}

/** A text, because a bundler would not find a file for it. It counts the entries of a tar by its headers alone. */
const CODE = `
const { parentPort, workerData } = require('node:worker_threads');
const { openSync, readSync, closeSync } = require('node:fs');
const { createHash } = require('node:crypto');
const { crc32, createGunzip } = require('node:zlib');
${OPEN_ZSTD}
const hash = createHash('sha256');
const { file, format } = workerData;
let fd, at = 0, sum = 0, tarBytes = 0, entries = 0, have = 0, skip = 0, isOver = false;
const header = Buffer.alloc(512);
function size(block) {
  if (block[124] < 0x80) return parseInt(block.toString('latin1', 124, 136).replace(/[^0-7]/g, '') || '0', 8);
  let value = block[124] & 0x7f;
  for (let i = 125; i < 136; i++) value = value * 256 + block[i];
  return value;
}
function count(bytes) {
  for (let i = 0; i < bytes.length && !isOver;) {
    if (skip > 0) {
      const step = Math.min(skip, bytes.length - i);
      skip -= step;
      i += step;
      continue;
    }
    const step = Math.min(512 - have, bytes.length - i);
    bytes.copy(header, have, i, i + step);
    have += step;
    i += step;
    if (have < 512) return;
    have = 0;
    const type = String.fromCharCode(header[156]);
    if (header[0] === 0 && type === '\\0') { isOver = true; return; }
    const length = '123456'.includes(type) ? 0 : size(header);
    skip = Math.ceil(length / 512) * 512;
    if (!'xgLK'.includes(type)) entries += 1;
  }
}
function take(bytes) {
  sum = crc32(bytes, sum);
  tarBytes += bytes.length;
  count(bytes);
}
function plain() {
  return { push: take, end() {} };
}
function gzip() {
  const stream = createGunzip({ chunkSize: 256 * 1024 });
  stream.on('data', take);
  const ended = new Promise((resolve, reject) => stream.once('end', resolve).once('error', reject));
  ended.catch(() => {});
  return {
    push: (bytes) => Promise.race([new Promise((taken) => stream.write(bytes, taken)), ended]),
    end: () => { stream.end(); return ended; },
  };
}
async function zstd() {
  const reader = (await openZstd()).read();
  const takeAll = (pieces) => { for (const piece of pieces) take(Buffer.from(piece.buffer)); };
  return {
    push: (bytes) => takeAll(reader.push(bytes)),
    end: () => takeAll(reader.end()),
  };
}
const opened = { 'tar': plain, 'tar.gz': gzip, 'tar.zst': zstd }[format]();
const room = Buffer.alloc(1024 * 1024);
async function readTo(end) {
  const codec = await opened;
  fd ??= openSync(file, 'r');
  while (at < end) {
    // A decompressor may keep what it is given.
    const buffer = format === 'tar' ? room : Buffer.allocUnsafe(room.length);
    const got = readSync(fd, buffer, 0, Math.min(buffer.length, end - at), at);
    if (got === 0) throw new Error('the file is shorter than what was written');
    const bytes = buffer.subarray(0, got);
    hash.update(bytes);
    const taken = codec.push(bytes);
    if (taken) await taken;
    at += got;
  }
}
let last = Promise.resolve();
parentPort.on('message', ({ sizeBytes, isEnd }) => {
  last = last.then(async () => {
    await readTo(sizeBytes);
    if (!isEnd) return;
    await (await opened).end();
    if (fd !== undefined && readSync(fd, room, 0, 1, at) > 0) throw new Error('the file is longer than what was written');
    if (fd !== undefined) closeSync(fd);
    parentPort.postMessage({ result: { sizeBytes: at, sha256: hash.digest('hex'), tarBytes, crc32: sum, entries } });
  });
  last.catch((error) => parentPort.postMessage({ error: String(error && error.message || error) }));
});
`;

export function followFile(file: string, format: BackupFormat): Follower {
  const worker = new Worker(CODE, { eval: true, workerData: { file, format, ...ZSTD_DATA } });
  const answer = new Promise<ReadBack>((resolve, reject) => {
    worker.once('message', ({ result, error }: { readonly result?: ReadBack; readonly error?: string }) => {
      if (result) resolve(result);
      else reject(new Error(error));
    });
    worker.once('error', reject);
  });
  answer.catch(() => {}); // told to who waits for the end
  return {
    written: (sizeBytes) => worker.postMessage({ sizeBytes, isEnd: false }),
    end(sizeBytes) {
      worker.postMessage({ sizeBytes, isEnd: true });
      return answer;
    },
    close: () => worker.terminate(),
  };
}

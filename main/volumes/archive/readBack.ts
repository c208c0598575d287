import { Worker } from 'node:worker_threads';

export interface ReadBack {
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly crc32: number;
  /** Of a tar archive that is not compressed. */
  readonly entries: number;
}

/** Reads a file while it is written, a little behind: in a thread of its own, from what the disk was given. */
export interface Follower {
  /** So many bytes of it are written. */
  readonly written: (sizeBytes: number) => void;
  /** The file is whole: reads the rest. Rejects where it cannot be read. */
  end(sizeBytes: number): Promise<ReadBack>;
  close(): Promise<unknown>;
}

/** A text, because a bundler would not find a file for it. It counts the entries of a tar by its headers alone. */
const CODE = `
const { parentPort, workerData } = require('node:worker_threads');
const { openSync, readSync, closeSync } = require('node:fs');
const { createHash } = require('node:crypto');
const { crc32 } = require('node:zlib');
const hash = createHash('sha256');
const buffer = Buffer.alloc(2 * 1024 * 1024);
let fd, at = 0, sum = 0, entries = 0, header = Buffer.alloc(512), have = 0, skip = 0, isOver = false;
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
function readTo(end) {
  fd ??= openSync(workerData.file, 'r');
  while (at < end) {
    const got = readSync(fd, buffer, 0, Math.min(buffer.length, end - at), at);
    if (got === 0) throw new Error('the file is shorter than what was written');
    const bytes = buffer.subarray(0, got);
    hash.update(bytes);
    sum = crc32(bytes, sum);
    if (workerData.isTar) count(bytes);
    at += got;
  }
}
parentPort.on('message', ({ sizeBytes, isEnd }) => {
  try {
    readTo(sizeBytes);
    if (!isEnd) return;
    if (fd !== undefined && readSync(fd, buffer, 0, 1, at) > 0) throw new Error('the file is longer than what was written');
    if (fd !== undefined) closeSync(fd);
    parentPort.postMessage({ result: { sizeBytes: at, sha256: hash.digest('hex'), crc32: sum, entries } });
  } catch (error) {
    parentPort.postMessage({ error: String(error && error.message || error) });
  }
});
`;

export function followFile(file: string, isTar: boolean): Follower {
  const worker = new Worker(CODE, { eval: true, workerData: { file, isTar } });
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

import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

/**
 * The libraries keep one stream’s state in one instance, and are busy for as long as a piece takes: each stream gets a
 * thread of its own. Its code is a text, because a bundler would not find a file for it; it writes with WebAssembly and
 * reads with fzstd, as the former’s reader loses what does not fit the size that it is told.
 */
const CODE = `
const { parentPort, workerData } = require('node:worker_threads');
const say = (kind, bytes, error) => parentPort.postMessage({ kind, bytes, error }, bytes ? [bytes.buffer] : []);
const own = (bytes) => (bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice());
async function compressor() {
  const { Zstd } = await import(workerData.wasmUrl);
  const zstd = await Zstd.load();
  zstd.reset();
  return {
    push: (bytes) => [zstd.compressChunk(bytes)],
    end: () => [zstd.compressEnd()],
  };
}
async function decompressor() {
  const { Decompress } = await import(workerData.fzstdUrl);
  let ready = [];
  let isWhole = false;
  const stream = new Decompress((bytes, isLast) => {
    if (bytes.byteLength > 0) ready.push(bytes.slice());
    isWhole ||= isLast ?? false;
  });
  const take = () => ready.splice(0);
  return {
    push(bytes) { stream.push(bytes); return take(); },
    end() {
      stream.push(new Uint8Array(0), true);
      if (!isWhole) throw new Error('unexpected end of zstd data');
      return take();
    },
  };
}
const opened = workerData.isCompressing ? compressor() : decompressor();
let last = Promise.resolve();
parentPort.on('message', (bytes) => {
  last = last.then(async () => {
    try {
      const codec = await opened;
      for (const piece of bytes ? codec.push(bytes) : codec.end()) if (piece.byteLength > 0) say('bytes', own(piece));
      say(bytes ? 'taken' : 'ended');
    } catch (error) {
      say('failed', undefined, String(error && error.message || error));
    }
  });
});
`;

type Message =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'taken' | 'ended' }
  | { readonly kind: 'failed'; readonly error: string };

const require = createRequire(import.meta.url);
const LIBRARIES = {
  wasmUrl: pathToFileURL(require.resolve('@hpcc-js/wasm-zstd')).href,
  fzstdUrl: pathToFileURL(require.resolve('fzstd')).href,
};

/** One stream through a thread, a few pieces ahead of its reader. Leaving the loop ends the thread. */
export async function* throughZstd(
  source: AsyncIterable<Uint8Array>,
  isCompressing: boolean,
): AsyncGenerator<Uint8Array, void, undefined> {
  const worker = new Worker(CODE, {
    eval: true,
    workerData: { isCompressing, ...LIBRARIES },
  });
  const arrived: Message[] = [];
  let wake = () => {};
  const arrive = (message: Message) => {
    arrived.push(message);
    wake();
  };
  worker.on('message', arrive);
  worker.on('error', (error) => arrive({ kind: 'failed', error: error.message }));
  const next = async (): Promise<Message> => {
    while (arrived.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    return arrived.shift()!;
  };
  try {
    let ahead = 0;
    for await (const piece of inPieces(source)) {
      worker.postMessage(piece, [piece.buffer]);
      ahead += 1;
      while (ahead > MAX_AHEAD || arrived.length > 0) {
        const message = await next();
        if (message.kind === 'bytes') yield message.bytes;
        else if (message.kind === 'failed') throw new Error(message.error);
        else ahead -= 1;
      }
    }
    worker.postMessage(undefined);
    for (;;) {
      const message = await next();
      if (message.kind === 'bytes') yield message.bytes;
      else if (message.kind === 'failed') throw new Error(message.error);
      else if (message.kind === 'ended') return;
    }
  } finally {
    await worker.terminate();
  }
}

const MAX_AHEAD = 3;
/** A message costs more than it carries where it is small. */
const PIECE = 512 * 1024;

async function* inPieces(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  let piece = new Uint8Array(PIECE);
  let used = 0;
  for await (const chunk of source) {
    for (let at = 0; at < chunk.byteLength;) {
      const count = Math.min(PIECE - used, chunk.byteLength - at);
      piece.set(chunk.subarray(at, at + count), used);
      used += count;
      at += count;
      if (used < PIECE) continue;
      yield piece;
      piece = new Uint8Array(PIECE);
      used = 0;
    }
  }
  if (used > 0) yield piece.slice(0, used);
}

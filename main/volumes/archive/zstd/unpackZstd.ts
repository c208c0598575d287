import { Worker } from 'node:worker_threads';
import { inPieces } from '../pieces.ts';
import { OPEN_ZSTD, ZSTD_DATA } from './threadCode.ts';

/** A little may become very much: the thread unpacks no more than this ahead of who reads, 1 MiB each. */
const CODE = `
const { parentPort } = require('node:worker_threads');
${OPEN_ZSTD}
const MAX_AHEAD = 4;
const given = [];
let reader, current, ahead = 0;
function* unpacked(bytes) {
  yield* bytes ? reader.push(bytes) : reader.end();
  return bytes ? 'taken' : 'ended';
}
function go() {
  while (reader && ahead < MAX_AHEAD) {
    if (!current && given.length === 0) return;
    current ??= unpacked(given.shift());
    const { done, value } = current.next();
    if (done) {
      current = undefined;
      parentPort.postMessage({ kind: value });
    } else if (value.byteLength > 0) {
      ahead += 1;
      parentPort.postMessage({ kind: 'bytes', bytes: value }, [value.buffer]);
    }
  }
}
const tell = (run) => {
  try {
    run();
  } catch (error) {
    parentPort.postMessage({ kind: 'failed', error: String(error && error.message || error) });
  }
};
openZstd().then((zstd) => tell(() => {
  reader = zstd.read();
  go();
}));
parentPort.on('message', ({ bytes, isRead }) => tell(() => {
  if (isRead) ahead -= 1;
  else given.push(bytes);
  go();
}));
`;

type Message =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'taken' | 'ended' }
  | { readonly kind: 'failed'; readonly error: string };

/** A message costs more than it carries where it is small. */
const PIECE = 1024 * 1024;
/** Compressed pieces that wait in the thread. */
const MAX_WAITING = 2;

/** One stream through a thread, a few pieces ahead of its reader. Leaving the loop ends the thread. */
export async function* unpackZstd(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const worker = new Worker(CODE, { eval: true, workerData: ZSTD_DATA });
  const arrived: Message[] = [];
  let wake = () => {};
  const arrive = (message: Message) => {
    arrived.push(message);
    wake();
  };
  worker.on('message', arrive);
  worker.on('error', (error) => arrive({ kind: 'failed', error: error.message }));
  let waiting = 0;
  let isEnded = false;
  /** What has come, and more until so few pieces wait. */
  async function* takeUntil(isEnough: () => boolean): AsyncGenerator<Uint8Array, void, undefined> {
    while (!isEnough() || arrived.length > 0) {
      while (arrived.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      const message = arrived.shift()!;
      if (message.kind === 'failed') throw new Error(message.error);
      if (message.kind === 'taken') waiting -= 1;
      if (message.kind === 'ended') isEnded = true;
      if (message.kind !== 'bytes') continue;
      yield message.bytes;
      worker.postMessage({ isRead: true });
    }
  }
  try {
    for await (const piece of inPieces(source, PIECE)) {
      worker.postMessage({ bytes: piece }, [piece.buffer]);
      waiting += 1;
      yield* takeUntil(() => waiting <= MAX_WAITING);
    }
    worker.postMessage({});
    yield* takeUntil(() => isEnded);
  } finally {
    await worker.terminate();
  }
}

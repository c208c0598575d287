import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { inPieces } from '../pieces.ts';
import { OPEN_ZSTD, ZSTD_DATA } from './threadCode.ts';

/** As far back as the usual level looks: larger ones become hardly smaller. */
const PIECE = 2 * 1024 * 1024;
const MAX_THREADS = 4;

const CODE = `
const { parentPort } = require('node:worker_threads');
${OPEN_ZSTD}
const opened = openZstd();
let last = Promise.resolve();
parentPort.on('message', (piece) => {
  last = last.then(async () => {
    try {
      const packed = (await opened).pack(piece);
      parentPort.postMessage({ packed }, [packed.buffer]);
    } catch (error) {
      parentPort.postMessage({ error: String(error && error.message || error) });
    }
  });
});
`;

/**
 * Packs pieces at the same time, each in a frame of its own: one after the other they are one .zst. In threads of ours with
 * WebAssembly: Node’s own zstd, where it has one, takes as long, and drops what follows a frame when it reads.
 */
export async function* packZstd(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const threads = Array.from({ length: Math.min(availableParallelism(), MAX_THREADS) }, startThread);
  const packing: Promise<Uint8Array>[] = [];
  let count = 0;
  const begin = (piece: Uint8Array<ArrayBuffer>) => {
    const packed = threads[count++ % threads.length]!.pack(piece);
    packed.catch(() => {}); // thrown in its turn
    packing.push(packed);
  };
  try {
    for await (const piece of inPieces(bytes, PIECE)) {
      begin(piece);
      // One that is being packed in each, and one that is ready.
      if (packing.length >= 2 * threads.length) yield await packing.shift()!;
    }
    if (count === 0) begin(new Uint8Array(0));
    while (packing.length > 0) yield await packing.shift()!;
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

type Answer = { readonly packed: Uint8Array; readonly error?: undefined } | { readonly error: string };

/** Answers in the order of what it is given. Must be ended. */
function startThread() {
  const worker = new Worker(CODE, { eval: true, workerData: ZSTD_DATA });
  const asked: { readonly resolve: (packed: Uint8Array) => void; readonly reject: (reason: Error) => void }[] = [];
  let failure: Error | undefined;
  worker.on('message', (answer: Answer) => {
    const first = asked.shift();
    if (answer.error === undefined) first?.resolve(answer.packed);
    else first?.reject(new Error(answer.error));
  });
  worker.on('error', (error) => {
    failure = error;
    for (const { reject } of asked.splice(0)) reject(error);
  });
  return {
    pack: (piece: Uint8Array<ArrayBuffer>) =>
      new Promise<Uint8Array>((resolve, reject) => {
        if (failure) return reject(failure);
        asked.push({ resolve, reject });
        worker.postMessage(piece, [piece.buffer]);
      }),
    end: () => worker.terminate(),
  };
}

import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);

/** What a thread with `OPEN_ZSTD` in its code needs in its `workerData`. */
export const ZSTD_DATA = {
  wasmUrl: pathToFileURL(require.resolve('@hpcc-js/wasm-zstd')).href,
  fzstdUrl: pathToFileURL(require.resolve('fzstd')).href,
};

/**
 * For a thread, whose code is a text because a bundler would not find a file for it. `openZstd` gives:
 *
 * - `pack(bytes)`: one frame. The library’s own call copies what it made out of WebAssembly by way of an array of numbers,
 *   which takes thirty times as long as the packing; so its parts are called.
 * - `read()`: a reader of frames one after the other, cut anywhere. A frame that says that it is small, as each of ours
 *   does, is unpacked at once. Any other goes through fzstd with all that comes after it: the library’s reader of streams
 *   says nothing of what is damaged, and fzstd takes two to three times as long.
 */
export const OPEN_ZSTD = `
async function openZstd() {
  const { wasmUrl, fzstdUrl } = require('node:worker_threads').workerData;
  const { _mainModule: heap, _zstdClass: library } = await (await import(wasmUrl)).Zstd.load();
  const { Decompress } = await import(fzstdUrl);
  const SMALL = 8 * 1024 * 1024;
  // Of what is damaged it may be that little becomes very much.
  const STEP = 4096;
  function run(call, bytes, most) {
    const [from, to] = [heap.dataToHeap(bytes), heap.malloc(most)];
    try {
      const size = call(to.ptr, most, from.ptr, bytes.length);
      if (library.isError(size)) throw new Error(library.getErrorName(size));
      return heap.heapView({ ptr: to.ptr, size }).slice();
    } finally {
      heap.free(from);
      heap.free(to);
    }
  }
  const compress = (...to) => library.compress(...to, library.defaultCLevel());
  const decompress = (...to) => library.decompress(...to);

  /** What begins here (RFC 8878, 3.1.1); undefined while too little of it is there. */
  function look(bytes) {
    if (bytes.length < 8) return undefined;
    const magic = bytes.readUInt32LE(0), flags = bytes[4], isSingle = (flags >> 5) & 1;
    if ((magic & 0xfffffff0) === 0x184d2a50) {
      const end = 8 + bytes.readUInt32LE(4);
      if (end > SMALL) return { isLarge: true };
      return end > bytes.length ? undefined : { end, isPassedOver: true };
    }
    if (magic !== 0xfd2fb528) throw new Error('no frame where one has to begin');
    const at = 6 - isSingle + [0, 1, 2, 4][flags & 3], width = [isSingle, 2, 4, 8][flags >> 6];
    if (bytes.length < at + width) return undefined;
    const low = width === 0 ? Infinity : bytes.readUIntLE(at, Math.min(width, 6));
    const size = width === 2 ? low + 256 : low;
    if (size > SMALL) return { isLarge: true };
    for (let end = at + width; ;) {
      if (bytes.length < end + 3) return undefined;
      const header = bytes.readUIntLE(end, 3), isRun = ((header >> 1) & 3) === 1;
      end += 3 + (isRun ? 1 : header >> 3);
      if (end > 2 * SMALL) throw new Error('a frame that is larger than what is in it');
      if (header & 1) end += flags & 4 ? 4 : 0;
      if (bytes.length < end) return undefined;
      if (header & 1) return { end, size };
    }
  }
  function read() {
    let rest = Buffer.alloc(0), hasBegun = false, isWhole = false, large, ready = [];
    function* throughLarge(bytes) {
      for (let at = 0; at < bytes.length; at += STEP) {
        large.push(bytes.subarray(at, at + STEP));
        yield* ready.splice(0);
      }
    }
    return {
      *push(bytes) {
        if (large) return yield* throughLarge(bytes);
        rest = Buffer.concat([rest, bytes]);
        for (let found; (found = look(rest)); rest = rest.subarray(found.end)) {
          if (found.isLarge) {
            large = new Decompress((piece, isLast) => {
              if (piece.length > 0) ready.push(piece.slice());
              isWhole ||= isLast ?? false;
            });
            return yield* throughLarge(rest);
          }
          if (found.isPassedOver) continue;
          hasBegun = true;
          yield run(decompress, rest.subarray(0, found.end), found.size);
        }
      },
      *end() {
        large?.push(new Uint8Array(0), true);
        yield* ready;
        if (large ? !isWhole : !hasBegun || rest.length > 0) throw new Error('unexpected end of zstd data');
      },
    };
  }
  return { pack: (bytes) => run(compress, bytes, library.compressBound(bytes.length)), read };
}
`;

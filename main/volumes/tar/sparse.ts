import { crc32 } from 'node:zlib';
import { brokenArchive } from './brokenArchive.ts';
import { BLOCK, type TarEntry } from './header.ts';

/** Its content leaves out the holes of the file. */
export const isSparse = ({ pax }: Pick<TarEntry, 'pax'>): boolean =>
  [...pax.keys()].some((key) => key.startsWith('GNU.sparse.'));

/** GNU’s format 1.0, which tar writes in POSIX archives, and Gantry: before the content comes a map of its parts. */
export const isReadableSparse = ({ pax, type }: Pick<TarEntry, 'pax' | 'type'>): boolean =>
  type === '0' &&
  pax.get('GNU.sparse.major')?.toString() === '1' &&
  pax.get('GNU.sparse.minor')?.toString() === '0' &&
  pax.has('GNU.sparse.name') &&
  /^\d{1,15}$/.test(pax.get('GNU.sparse.realsize')?.toString() ?? '');

/** The checksum of a file out of the content of its entry; holes are zeros. Throws `invalid-input` where the map is none. */
export class ContentSum {
  readonly #fileBytes: number;
  readonly #map: MapReader | undefined;
  #sum = 0;
  /** So far, of the file. */
  #at = 0;
  #part = 0;
  /** Of the current part. */
  #done = 0;

  constructor(entry: TarEntry) {
    this.#fileBytes = entry.fileBytes;
    this.#map = isSparse(entry) ? new MapReader() : undefined;
  }

  push(piece: Uint8Array): void {
    if (!this.#map) {
      this.#sum = crc32(piece, this.#sum);
      return;
    }
    let rest = this.#map.parts ? piece : this.#map.push(piece);
    while (rest.byteLength > 0 && this.#map.parts) {
      const part = this.#map.parts[this.#part];
      if (!part) throw brokenMap();
      if (this.#done === 0) this.#zerosTo(part.from);
      const now = rest.subarray(0, part.sizeBytes - this.#done);
      this.#sum = crc32(now, this.#sum);
      this.#at += now.byteLength;
      this.#done += now.byteLength;
      rest = rest.subarray(now.byteLength);
      if (this.#done < part.sizeBytes) continue;
      this.#part += 1;
      this.#done = 0;
    }
  }

  end(): number {
    if (!this.#map) return this.#sum;
    if (this.#done > 0 || this.#part !== this.#map.parts?.length) throw brokenMap();
    this.#zerosTo(this.#fileBytes);
    return this.#sum;
  }

  #zerosTo(end: number): void {
    if (end < this.#at) throw brokenMap();
    this.#sum = crc32Zeros(this.#sum, end - this.#at);
    this.#at = end;
  }
}

interface Part {
  readonly from: number;
  readonly sizeBytes: number;
}

/** Decimal numbers, a line each: how many parts, then where each begins and how long it is; filled up to a block. */
class MapReader {
  #text = '';
  #numbers: number[] = [];
  #readBytes = 0;
  parts: readonly Part[] | undefined;

  /** Gives what comes after the map. */
  push(piece: Uint8Array): Uint8Array {
    for (let at = 0; at < piece.byteLength; at++) {
      const byte = piece[at]!;
      this.#readBytes += 1;
      if (!this.#isComplete) this.#take(byte);
      if (!this.#isComplete || this.#readBytes % BLOCK !== 0) continue;
      const [, ...numbers] = this.#numbers;
      const parts = Array.from({ length: numbers.length / 2 }, (_, index) => ({
        from: numbers[2 * index]!,
        sizeBytes: numbers[2 * index + 1]!,
      }));
      // Those without a byte say where the file ends, no more.
      this.parts = parts.filter(({ sizeBytes }) => sizeBytes > 0);
      return piece.subarray(at + 1);
    }
    return piece.subarray(piece.byteLength);
  }

  #take(byte: number): void {
    if (byte !== 0x0a) {
      this.#text += String.fromCharCode(byte);
      if (!/^\d{1,15}$/.test(this.#text)) throw brokenMap();
      return;
    }
    this.#numbers.push(Number(this.#text));
    this.#text = '';
  }

  get #isComplete(): boolean {
    const [count] = this.#numbers;
    return count !== undefined && this.#numbers.length === 1 + 2 * count;
  }
}

const brokenMap = () => brokenArchive('the map of a file’s holes is damaged');

const POLYNOMIAL = 0xedb88320;

/** The sum with so many zeros more, in a moment whatever their number: multiplied by x^8n modulo the polynomial. */
export function crc32Zeros(sum: number, count: number): number {
  let power = 0x80000000;
  let step = 0x00800000;
  for (let left = count; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) power = times(power, step);
    step = times(step, step);
  }
  return ~times(power, ~sum >>> 0) >>> 0;
}

function times(a: number, b: number): number {
  let product = 0;
  let shifted = b;
  for (let bit = 0x80000000; bit !== 0; bit >>>= 1) {
    if ((a & bit) !== 0) product ^= shifted;
    shifted = (shifted & 1) === 1 ? (shifted >>> 1) ^ POLYNOMIAL : shifted >>> 1;
  }
  return product >>> 0;
}

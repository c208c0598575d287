import { brokenArchive } from './brokenArchive.ts';

export const BLOCK = 512;

/** One entry. Names are bytes: Linux takes any but zero, and an archive keeps them. */
export interface TarEntry {
  readonly path: Buffer;
  /** `0` file, `1` hard link, `2` symbolic link, `3` and `4` devices, `5` folder, `6` pipe. */
  readonly type: string;
  /** Of a link. */
  readonly target: Buffer;
  /** Of the content that follows the header. */
  readonly sizeBytes: number;
  /** Of the file: more than its content where that leaves out holes (`sparse.ts`). */
  readonly fileBytes: number;
  /** Of a device. */
  readonly device: readonly [major: number, minor: number];
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Epoch seconds; with parts where the archive has them. */
  readonly mtime: number;
  /** The records of its extended header, as they are. */
  readonly pax: ReadonlyMap<string, Buffer>;
  /** The header block itself. */
  readonly block: Buffer;
}

/** Throws where the block is no header. `pax`, `longPath` and `longTarget` come from entries before it. */
export function readHeader(
  block: Buffer,
  pax: ReadonlyMap<string, Buffer>,
  longPath?: Buffer,
  longTarget?: Buffer,
): TarEntry {
  if (checksumOf(block) !== readNumber(block, 148, 8)) throw brokenArchive('a header’s checksum is wrong');
  const prefix = block.toString('latin1', 257, 262) === 'ustar' && block[263] === 0x30 ? text(block, 345, 155) : EMPTY;
  const name = text(block, 0, 100);
  const short = prefix.byteLength > 0 ? Buffer.concat([prefix, SLASH, name]) : name;
  const number = (key: string, offset: number, length: number) =>
    pax.has(key) ? Number(pax.get(key)!.toString('latin1')) : readNumber(block, offset, length);
  const type = block.toString('latin1', 156, 157);
  const sizeBytes = contentSize(type, number('size', 124, 12));
  return {
    path: pax.get('GNU.sparse.name') ?? pax.get('path') ?? longPath ?? short,
    type: type === '\0' || type === '7' ? '0' : type,
    target: pax.get('linkpath') ?? longTarget ?? text(block, 157, 100),
    sizeBytes,
    fileBytes: pax.has('GNU.sparse.realsize') ? number('GNU.sparse.realsize', 0, 0) : sizeBytes,
    device: type === '3' || type === '4' ? [readNumber(block, 329, 8), readNumber(block, 337, 8)] : [0, 0],
    mode: readNumber(block, 100, 8),
    uid: number('uid', 108, 8),
    gid: number('gid', 116, 8),
    mtime: number('mtime', 136, 12),
    pax,
    block,
  };
}

const EMPTY = Buffer.alloc(0);
const SLASH = Buffer.from('/');

/** Links and devices have no content, whatever their size says. */
function contentSize(type: string, sizeBytes: number): number {
  if (/^[1-6]$/.test(type)) return 0;
  if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 0) throw brokenArchive('an entry has an impossible size');
  return sizeBytes;
}

function text(block: Buffer, offset: number, length: number): Buffer {
  const end = block.indexOf(0, offset);
  return Buffer.from(block.subarray(offset, end < 0 || end > offset + length ? offset + length : end));
}

/** Octal text, or GNU's big-endian binary where the first bit is set. */
export function readNumber(block: Buffer, offset: number, length: number): number {
  const first = block[offset]!;
  if (first < 0x80) {
    const octal = block.toString('latin1', offset, offset + length).replaceAll(/[\0 ]/g, '');
    if (octal === '') return 0;
    return /^[0-7]+$/.test(octal) ? Number.parseInt(octal, 8) : Number.NaN;
  }
  let value = first === 0xff ? -1 : first & 0x7f;
  for (let at = offset + 1; at < offset + length; at++) value = value * 256 + block[at]!;
  return value;
}

export function checksumOf(block: Buffer): number {
  let sum = 8 * 0x20;
  for (let at = 0; at < BLOCK; at++) if (at < 148 || at >= 156) sum += block[at]!;
  return sum;
}

/** `<length> <key>=<value>\n`, again and again; the value may hold anything. */
export function readPax(bytes: Buffer): Map<string, Buffer> {
  const records = new Map<string, Buffer>();
  for (let at = 0; at < bytes.byteLength && bytes[at] !== 0;) {
    const space = bytes.indexOf(0x20, at);
    const length = Number(bytes.toString('latin1', at, space));
    const equals = bytes.indexOf(0x3d, space);
    const isWhole = space > at && Number.isInteger(length) && length > 0 && at + length <= bytes.byteLength;
    if (!isWhole || equals < space || equals >= at + length || bytes[at + length - 1] !== 0x0a) {
      throw brokenArchive('an extended header is damaged');
    }
    records.set(bytes.toString('utf8', space + 1, equals), bytes.subarray(equals + 1, at + length - 1));
    at += length;
  }
  return records;
}

import { nameToBytes } from '../../../contract/model/fileName.ts';

export const TAR_BLOCK = 512;
/** Two blocks of zeros. */
export const TAR_END = Buffer.alloc(2 * TAR_BLOCK);
const MAX_NAME = 100;
/** What eleven octal digits can say. */
const MAX_OCTAL_SIZE = 0o77777777777;

export interface NewTarEntry {
  /** Without a slash before it; any bytes, as `contract/model/fileName.ts` has them. */
  readonly path: string;
  readonly kind: 'file' | 'directory';
  readonly mode: number;
  readonly userId: number;
  readonly groupId: number;
  readonly sizeBytes: number;
  readonly modifiedAt: number;
}

/** What comes before the content of an entry: POSIX ustar, with GNU’s ways for long names and large sizes. */
export function tarHeader(entry: NewTarEntry): Buffer {
  const slash = entry.kind === 'directory' && !entry.path.endsWith('/') ? '/' : '';
  const name = Buffer.from(nameToBytes(`${entry.path}${slash}`));
  const type = entry.kind === 'directory' ? '5' : '0';
  if (name.length <= MAX_NAME) return block(name, type, entry);
  // The name is the content of an entry of its own, in whatever encoding it has (PAX would want UTF-8).
  const long = Buffer.concat([name, Buffer.alloc(1)]);
  const about = { mode: 0, userId: 0, groupId: 0, modifiedAt: 0, sizeBytes: long.length };
  return Buffer.concat([
    block(Buffer.from('././@LongLink'), 'L', about),
    long,
    tarPadding(long.length),
    block(name.subarray(0, MAX_NAME), type, entry),
  ]);
}

/** Zeros up to the next block. */
export const tarPadding = (sizeBytes: number): Buffer =>
  Buffer.alloc((TAR_BLOCK - (sizeBytes % TAR_BLOCK)) % TAR_BLOCK);

type Numbers = Pick<NewTarEntry, 'mode' | 'userId' | 'groupId' | 'sizeBytes' | 'modifiedAt'>;

function block(name: Buffer, type: string, { mode, userId, groupId, sizeBytes, modifiedAt }: Numbers): Buffer {
  const header = Buffer.alloc(TAR_BLOCK);
  header.set(name, 0);
  writeNumber(header, mode, 100, 8);
  writeNumber(header, userId, 108, 8);
  writeNumber(header, groupId, 116, 8);
  writeNumber(header, sizeBytes, 124, 12);
  writeNumber(header, Math.max(0, Math.floor(modifiedAt / 1000)), 136, 12);
  header.write('        ', 148, 'latin1');
  header.write(type, 156, 'latin1');
  header.write('ustar  \0', 257, 'latin1'); // GNU’s: its long names go with it
  let sum = 0;
  for (const byte of header) sum += byte;
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}

function writeNumber(header: Buffer, value: number, at: number, length: number): void {
  const isOctal = length === 12 ? value <= MAX_OCTAL_SIZE : value <= 0o7777777;
  if (isOctal) {
    header.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1');
    return;
  }
  header.writeBigUInt64BE(BigInt(value), at + length - 8);
  header[at] = 0x80; // GNU: what follows is the number itself, big endian
}

import { BLOCK, checksumOf, type TarEntry } from './header.ts';
import { isSparse } from './sparse.ts';

/** What a header says otherwise than it was read. */
export interface HeaderChange {
  readonly path?: Buffer;
  readonly target?: Buffer;
  /** Added to the extended header, in place of those with the same key. */
  readonly pax?: ReadonlyMap<string, Buffer>;
}

const isPlain = (name: Buffer): boolean => name.byteLength <= 100 && name.every((byte) => byte > 0 && byte < 0x80);

/** The entry's header anew: an extended header where one is needed, then the block. */
export function writeHeader(entry: TarEntry, change: HeaderChange): Buffer {
  const { path = entry.path, target = entry.target } = change;
  const pax = new Map([...entry.pax, ...(change.pax ?? [])]);
  pax.delete('path');
  pax.delete('linkpath');
  const hasHoles = isSparse(entry);
  if (hasHoles) pax.set('GNU.sparse.name', path);
  else if (!isPlain(path)) pax.set('path', path);
  if (target.byteLength > 0 && !isPlain(target)) pax.set('linkpath', target);

  const block = Buffer.from(entry.block);
  // So that a reader that does not know of holes takes the map of them for no file of that name.
  put(block, 0, 100, hasHoles ? SPARSE_NAME : path);
  put(block, 157, 100, target);
  // POSIX’s magic and no prefix: GNU’s own fields are said by the extended header now.
  block.fill(0, 257, BLOCK);
  block.write('ustar\x0000', 257, 'latin1');
  entry.block.copy(block, 265, 265, 345); // names of owner and group, device numbers
  seal(block);
  return pax.size === 0 ? block : Buffer.concat([extended(pax, entry), block]);
}

const SPARSE_NAME = Buffer.from('./GNUSparseFile.0/entry');

/** At most its field; the whole is in the extended header then. */
function put(block: Buffer, offset: number, length: number, name: Buffer): void {
  block.fill(0, offset, offset + length);
  name.copy(block, offset, 0, Math.min(length, name.byteLength));
}

function seal(block: Buffer): void {
  block.write(`${checksumOf(block).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
}

function extended(pax: ReadonlyMap<string, Buffer>, entry: TarEntry): Buffer {
  const body = Buffer.concat([...pax].map(([key, value]) => record(key, value)));
  const block = Buffer.alloc(BLOCK);
  block.write('PaxHeaders.0/entry', 0, 'latin1');
  block.write('0000644\x000000000\x000000000\0', 100, 'latin1');
  block.write(`${body.byteLength.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  entry.block.copy(block, 136, 136, 148);
  block.write('x', 156, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  seal(block);
  return Buffer.concat([block, body, Buffer.alloc(paddingOf(body.byteLength))]);
}

/** Its length counts itself. */
function record(key: string, value: Buffer): Buffer {
  const rest = Buffer.concat([Buffer.from(` ${key}=`), value, Buffer.from('\n')]);
  let length = rest.byteLength + 1;
  while (String(length).length + rest.byteLength !== length) length = String(length).length + rest.byteLength;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

export const paddingOf = (sizeBytes: number): number => (BLOCK - (sizeBytes % BLOCK)) % BLOCK;

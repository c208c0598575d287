import type { InstalledPackage } from '../../../contract/model/imageFiles.ts';
import { readRpmHeader } from './rpmHeader.ts';

const HASH_MAGIC = 0x061561;
const PAGE_HEADER = 26;
const HASH_PAGES = [2, 13];
const OVERFLOW_PAGE = 7;
/** A value that lies on pages of its own, as the header of every package does. */
const OFF_PAGE = 3;

/**
 * `Packages` of rpm before 4.16 (CentOS 7 and 8, Amazon Linux 2): a Berkeley DB of type hash (db_page.h). On its hash
 * pages keys and values take turns; a value of several pages is a chain of overflow pages. Throws where it is none.
 */
export function readRpmBerkeley(content: Uint8Array): readonly InstalledPackage[] {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const isLittle = content.byteLength > 512 && view.getUint32(12, true) === HASH_MAGIC;
  if (!isLittle && (content.byteLength <= 512 || view.getUint32(12) !== HASH_MAGIC)) {
    throw new RangeError('It is no Berkeley DB of type hash.');
  }
  const u32 = (offset: number) => view.getUint32(offset, isLittle);
  const u16 = (offset: number) => view.getUint16(offset, isLittle);
  const pageSize = u32(20);
  if (pageSize < 512 || pageSize > 65_536) throw new RangeError('Its pages have an impossible size.');

  function overflow(first: number, length: number): Uint8Array {
    const value = new Uint8Array(length);
    let filled = 0;
    for (let page = first; page !== 0 && filled < length;) {
      const at = page * pageSize;
      if (view.getUint8(at + 25) !== OVERFLOW_PAGE) throw new RangeError('A package of the database is damaged.');
      const data = at + PAGE_HEADER;
      const part = content.subarray(data, data + Math.min(pageSize - PAGE_HEADER, length - filled));
      value.set(part, filled);
      filled += part.byteLength;
      page = u32(at + 16);
    }
    if (filled < length) throw new RangeError('A package of the database is cut short.');
    return value;
  }

  const packages: InstalledPackage[] = [];
  for (let page = pageSize; page + pageSize <= content.byteLength; page += pageSize) {
    if (!HASH_PAGES.includes(view.getUint8(page + 25))) continue;
    const entries = u16(page + 20);
    for (let index = 1; index < entries; index += 2) {
      const value = page + u16(page + PAGE_HEADER + 2 * index);
      // What fits on the page itself is the counter of the database.
      if (view.getUint8(value) === OFF_PAGE) packages.push(readRpmHeader(overflow(u32(value + 4), u32(value + 8))));
    }
  }
  return packages;
}

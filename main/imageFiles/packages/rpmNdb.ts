import type { InstalledPackage } from '../../../contract/model/imageFiles.ts';
import { readRpmHeader } from './rpmHeader.ts';

const word = (text: string) => new DataView(new TextEncoder().encode(text).buffer).getUint32(0, true);
const FILE = word('RpmP');
const SLOT = word('Slot');
const BLOB = word('BlbS');
const PAGE = 4096;
const BLOCK = 16;

/**
 * `Packages.db`, as SUSE has it (rpm, lib/backend/ndb/rpmpkg.c): pages of slots, each with the number of a package and
 * the block where its header begins. Throws where it is no such database.
 */
export function readRpmNdb(content: Uint8Array): readonly InstalledPackage[] {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const at = (offset: number) => view.getUint32(offset, true);
  if (content.byteLength < PAGE || at(0) !== FILE) throw new RangeError('It is no database of rpm.');
  const packages: InstalledPackage[] = [];
  const end = Math.min(at(12) * PAGE, content.byteLength);
  // The file's own header takes the room of the first two slots.
  for (let slot = 2 * BLOCK; slot + BLOCK <= end; slot += BLOCK) {
    if (at(slot) !== SLOT) throw new RangeError('A slot of the database is damaged.');
    const number = at(slot + 4);
    if (number === 0) continue;
    const blob = at(slot + 8) * BLOCK;
    if (at(blob) !== BLOB || at(blob + 4) !== number) throw new RangeError('A package of the database is damaged.');
    packages.push(readRpmHeader(content.subarray(blob + BLOCK, blob + BLOCK + at(blob + 12))));
  }
  return packages;
}

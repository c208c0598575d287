import { randomBytes } from 'node:crypto';

const SECTOR = 512;
const MEGABYTE = 2 ** 20;
/** Seconds from 1970 to 2000, where VHD begins to count. */
const EPOCH_2000 = 946_684_800;

/**
 * A disk of these bytes: a “fixed” VHD is the raw disk, in whole megabytes, and a footer (Virtual Hard Disk Image Format
 * Specification 1.0). Hyper-V's own Convert-VHD makes a VHDX of it.
 */
export function fixedVhd(raw: Buffer, now = Date.now(), id = randomBytes(16)): Buffer {
  const sizeBytes = Math.max(1, Math.ceil(raw.length / MEGABYTE)) * MEGABYTE;
  const footer = Buffer.alloc(SECTOR);
  footer.write('conectix', 0, 'latin1');
  footer.writeUInt32BE(2, 8); // Features: reserved, always on.
  footer.writeUInt32BE(0x1_0000, 12); // Version 1.0.
  footer.writeBigUInt64BE(0xffff_ffff_ffff_ffffn, 16); // Fixed: no other header.
  footer.writeUInt32BE(Math.max(0, Math.floor(now / 1000) - EPOCH_2000), 24);
  footer.write('gant', 28, 'latin1');
  footer.writeUInt32BE(0x1_0000, 32);
  footer.write('Wi2k', 36, 'latin1');
  footer.writeBigUInt64BE(BigInt(sizeBytes), 40);
  footer.writeBigUInt64BE(BigInt(sizeBytes), 48);
  writeGeometry(footer, sizeBytes);
  footer.writeUInt32BE(2, 60); // Type: fixed.
  id.copy(footer, 68, 0, 16);
  let sum = 0;
  for (const byte of footer) sum += byte;
  footer.writeUInt32BE(~sum >>> 0, 64);
  return Buffer.concat([raw, Buffer.alloc(sizeBytes - raw.length), footer]);
}

/** Cylinders, heads, sectors: what the specification’s appendix makes of a size that small. */
function writeGeometry(footer: Buffer, sizeBytes: number): void {
  const sectors = sizeBytes / SECTOR;
  const perTrack = 17;
  const heads = Math.min(16, Math.max(4, Math.ceil(sectors / perTrack / 1024)));
  footer.writeUInt16BE(Math.min(65_535, Math.floor(sectors / perTrack / heads)), 56);
  footer.writeUInt8(heads, 58);
  footer.writeUInt8(perTrack, 59);
}

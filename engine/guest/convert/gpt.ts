import { crc32 } from './crc.ts';

const SECTOR = 512;
const ENTRIES = 128;
const ENTRY_BYTES = 128;
/** Where the first partition begins: on a whole mebibyte, as everything expects. */
const FIRST_SECTOR = 2048;
const TABLE_SECTORS = (ENTRIES * ENTRY_BYTES) / SECTOR;

/** "EFI System Partition". */
const ESP_TYPE = 'c12a7328-f81f-11d2-ba4b-00a0c93ec93b';
/** Fixed, so that two builds give the same bytes; nothing looks a disk of ours up by its name. */
const DISK_ID = '67616e74-7279-4000-8000-000000000001';
const PARTITION_ID = '67616e74-7279-4000-8000-000000000002';

/** A whole disk with one partition, the firmware's: that file system. Its size must be whole sectors. */
export function gptDisk(esp: Buffer): Buffer {
  if (esp.length % SECTOR !== 0) throw new Error('The file system does not end with a sector.');
  const espSectors = esp.length / SECTOR;
  const lastUsable = FIRST_SECTOR + espSectors - 1;
  const totalSectors = Math.ceil((lastUsable + 1 + TABLE_SECTORS + 1) / FIRST_SECTOR) * FIRST_SECTOR;
  const disk = Buffer.alloc(totalSectors * SECTOR);
  const table = partitionTable(espSectors);
  const last = totalSectors - 1;
  protectiveMbr(totalSectors).copy(disk, 0);
  header({ own: 1, other: last, tableAt: 2, last, table }).copy(disk, SECTOR);
  table.copy(disk, 2 * SECTOR);
  esp.copy(disk, FIRST_SECTOR * SECTOR);
  table.copy(disk, (last - TABLE_SECTORS) * SECTOR);
  header({ own: last, other: 1, tableAt: last - TABLE_SECTORS, last, table }).copy(disk, last * SECTOR);
  return disk;
}

function partitionTable(espSectors: number): Buffer {
  const table = Buffer.alloc(ENTRIES * ENTRY_BYTES);
  guid(ESP_TYPE).copy(table, 0);
  guid(PARTITION_ID).copy(table, 16);
  table.writeBigUInt64LE(BigInt(FIRST_SECTOR), 32);
  table.writeBigUInt64LE(BigInt(FIRST_SECTOR + espSectors - 1), 40);
  table.write('boot', 56, 'utf16le');
  return table;
}

interface HeaderPlace {
  readonly own: number;
  readonly other: number;
  readonly tableAt: number;
  readonly last: number;
  readonly table: Buffer;
}

function header({ own, other, tableAt, last, table }: HeaderPlace): Buffer {
  const bytes = Buffer.alloc(SECTOR);
  bytes.write('EFI PART', 0);
  bytes.writeUInt32LE(0x10000, 8);
  bytes.writeUInt32LE(92, 12);
  bytes.writeBigUInt64LE(BigInt(own), 24);
  bytes.writeBigUInt64LE(BigInt(other), 32);
  bytes.writeBigUInt64LE(BigInt(2 + TABLE_SECTORS), 40);
  bytes.writeBigUInt64LE(BigInt(last - TABLE_SECTORS - 1), 48);
  guid(DISK_ID).copy(bytes, 56);
  bytes.writeBigUInt64LE(BigInt(tableAt), 72);
  bytes.writeUInt32LE(ENTRIES, 80);
  bytes.writeUInt32LE(ENTRY_BYTES, 84);
  bytes.writeUInt32LE(crc32(table), 88);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 92)), 16);
  return bytes;
}

/** Keeps programs that know no GPT from taking the disk for an empty one. */
function protectiveMbr(totalSectors: number): Buffer {
  const bytes = Buffer.alloc(SECTOR);
  bytes.writeUInt8(0, 446);
  bytes.set([0x00, 0x02, 0x00, 0xee, 0xff, 0xff, 0xff], 447);
  bytes.writeUInt32LE(1, 454);
  bytes.writeUInt32LE(totalSectors - 1, 458);
  bytes.writeUInt16BE(0x55aa, 510);
  return bytes;
}

/** As it lies in files: the first three groups backwards. */
export function guid(text: string): Buffer {
  const hex = Buffer.from(text.replaceAll('-', ''), 'hex');
  return Buffer.concat([
    Buffer.from(hex.subarray(0, 4)).reverse(),
    Buffer.from(hex.subarray(4, 6)).reverse(),
    Buffer.from(hex.subarray(6, 8)).reverse(),
    hex.subarray(8),
  ]);
}

import { open, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { crc32c } from './crc.ts';
import { guid } from './gpt.ts';

const MIB = 1 << 20;
/** Of a mebibyte: with the usual 32, an ext4 file system that is nearly empty takes 780 MB. */
const BLOCK = MIB;
const SECTOR = 512;
/** So many blocks of data stand between two entries for the maps of sectors, which a disk without parent leaves empty. */
const CHUNK_RATIO = (2 ** 23 * SECTOR) / BLOCK;
const REGION_TABLE_AT = 192 << 10;
const LOG_AT = MIB;
const METADATA_AT = 2 * MIB;
const BAT_AT = 3 * MIB;

const BAT_REGION = '2dc27766-f623-4200-9d64-115e9bfd4a08';
const METADATA_REGION = '8b7ca206-4790-4b9a-b8fe-575f050f886e';
/** Fixed, so that two conversions give the same bytes. Hyper-V writes new ones when it changes the file. */
const WRITE_ID = '67616e74-7279-4000-8000-000000000011';
const DISK_ID = '67616e74-7279-4000-8000-000000000012';

/**
 * Writes a raw disk as a dynamic VHDX (Microsoft's [MS-VHDX]); blocks of zeros take no room in it. The raw file's size must
 * be whole mebibytes. Writing our own is what makes the same disk give the same bytes: qemu-img chooses new identifiers
 * each time.
 */
export async function writeVhdx(rawFile: string, targetFile: string): Promise<void> {
  const { size } = await stat(rawFile);
  if (size === 0 || size % MIB !== 0) throw new Error('A VHDX is of whole mebibytes.');
  const dataBlocks = size / BLOCK;
  const batEntries = dataBlocks + Math.floor((dataBlocks - 1) / CHUNK_RATIO);
  const batBytes = Math.ceil((batEntries * 8) / MIB) * MIB;
  const raw = await open(rawFile, 'r');
  const target = await open(targetFile, 'w');
  try {
    const bat = await writeBlocks(raw, target, { dataBlocks, firstAt: BAT_AT + batBytes, batBytes });
    await put(target, identifier(), 0);
    await put(target, header(1n), 64 << 10);
    await put(target, header(2n), 128 << 10);
    await put(target, regionTable(batBytes), REGION_TABLE_AT);
    await put(target, regionTable(batBytes), REGION_TABLE_AT + (64 << 10));
    await put(target, metadata(size), METADATA_AT);
    await put(target, bat, BAT_AT);
  } finally {
    await raw.close();
    await target.close();
  }
}

interface Blocks {
  readonly dataBlocks: number;
  readonly firstAt: number;
  readonly batBytes: number;
}

/** What is not zeros, one block after the other; gives the table of where they are. */
async function writeBlocks(raw: FileHandle, target: FileHandle, { dataBlocks, firstAt, batBytes }: Blocks) {
  const bat = Buffer.alloc(batBytes);
  const block = Buffer.alloc(BLOCK);
  const zeros = Buffer.alloc(BLOCK);
  let at = firstAt;
  for (let index = 0; index < dataBlocks; index += 1) {
    await raw.read(block, 0, BLOCK, index * BLOCK);
    if (block.equals(zeros)) continue;
    await put(target, block, at);
    // Fully present; the place is counted in mebibytes.
    const entry = index + Math.floor(index / CHUNK_RATIO);
    bat.writeBigUInt64LE((BigInt(at / MIB) << 20n) | 6n, entry * 8);
    at += BLOCK;
  }
  await target.truncate(at);
  return bat;
}

async function put(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  const { bytesWritten } = await file.write(bytes, 0, bytes.length, at);
  if (bytesWritten !== bytes.length) throw new Error('The disk is full.');
}

function identifier(): Buffer {
  const bytes = Buffer.alloc(64 << 10);
  bytes.write('vhdxfile', 0, 'latin1');
  bytes.write('Gantry', 8, 'utf16le');
  return bytes;
}

function header(sequence: bigint): Buffer {
  const bytes = Buffer.alloc(4096);
  bytes.write('head', 0, 'latin1');
  bytes.writeBigUInt64LE(sequence, 8);
  guid(WRITE_ID).copy(bytes, 16);
  guid(WRITE_ID).copy(bytes, 32);
  // No log to replay: its identifier stays zero.
  bytes.writeUInt16LE(0, 64);
  bytes.writeUInt16LE(1, 66);
  bytes.writeUInt32LE(MIB, 68);
  bytes.writeBigUInt64LE(BigInt(LOG_AT), 72);
  bytes.writeUInt32LE(crc32c(bytes), 4);
  return bytes;
}

function regionTable(batBytes: number): Buffer {
  const bytes = Buffer.alloc(64 << 10);
  bytes.write('regi', 0, 'latin1');
  bytes.writeUInt32LE(2, 8);
  const region = (at: number, id: string, offset: number, length: number) => {
    guid(id).copy(bytes, at);
    bytes.writeBigUInt64LE(BigInt(offset), at + 16);
    bytes.writeUInt32LE(length, at + 24);
    bytes.writeUInt32LE(1, at + 28);
  };
  region(16, BAT_REGION, BAT_AT, batBytes);
  region(48, METADATA_REGION, METADATA_AT, MIB);
  bytes.writeUInt32LE(crc32c(bytes), 4);
  return bytes;
}

/** Items of the metadata: what they are, their bytes, and whether they are of the disk (not of the file). */
function metadata(diskBytes: number): Buffer {
  const number32 = (value: number) => Buffer.from(Uint32Array.of(value).buffer);
  const items: readonly (readonly [id: string, value: Buffer, isOfDisk: boolean])[] = [
    ['caa16737-fa36-4d43-b3b6-33f0aa44e76b', Buffer.concat([number32(BLOCK), number32(0)]), false],
    ['2fa54224-cd1b-4876-b211-5dbed83bf4b8', Buffer.from(BigUint64Array.of(BigInt(diskBytes)).buffer), true],
    ['beca12ab-b2e6-4523-93ef-c309e000c746', guid(DISK_ID), true],
    ['8141bf1d-a96f-4709-ba47-f233a8faab5f', number32(SECTOR), true],
    ['cda348c7-445d-4471-9cc9-e9885251c556', number32(4096), true],
  ];
  const bytes = Buffer.alloc(MIB);
  bytes.write('metadata', 0, 'latin1');
  bytes.writeUInt16LE(items.length, 10);
  let at = 64 << 10;
  items.forEach(([id, value, isOfDisk], index) => {
    const entry = 32 + index * 32;
    guid(id).copy(bytes, entry);
    bytes.writeUInt32LE(at, entry + 16);
    bytes.writeUInt32LE(value.length, entry + 20);
    bytes.writeUInt32LE((isOfDisk ? 2 : 0) | 4, entry + 24);
    value.copy(bytes, at);
    at += value.length;
  });
  return bytes;
}

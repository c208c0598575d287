import { nameFromBytes } from '../../../contract/model/fileName.ts';
import type { FileEntry, FileStamp } from '../../../contract/model/files.ts';
import { kindOf } from '../entryKind.ts';

const HEAD = 56;

export interface ReadEntry {
  readonly entry: FileEntry;
  readonly stamp: FileStamp;
}

/** What the program says of names, out of its data: see `putEntry` in program.c. */
export class EntryReader {
  #rest: Buffer = Buffer.alloc(0);

  *push(chunk: Buffer): Generator<ReadEntry, void, undefined> {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    let at = 0;
    while (at + HEAD <= bytes.length) {
      const nameLength = bytes.readUInt16LE(at + 52);
      const end = at + HEAD + nameLength + bytes.readUInt16LE(at + 54);
      if (end > bytes.length) break;
      yield readOne(bytes, at, at + HEAD + nameLength, end);
      at = end;
    }
    this.#rest = Buffer.from(bytes.subarray(at));
  }
}

function readOne(bytes: Buffer, at: number, nameEnd: number, end: number): ReadEntry {
  const mode = bytes.readUInt32LE(at);
  const links = bytes.readUInt32LE(at + 12);
  const sizeBytes = Number(bytes.readBigUInt64LE(at + 16));
  const modifiedSeconds = Number(bytes.readBigInt64LE(at + 24));
  const modifiedNanoseconds = bytes.readUInt32LE(at + 32);
  const followedMode = bytes.readUInt32LE(at + 48);
  const kind = kindOf(mode);
  return {
    entry: {
      name: nameFromBytes(bytes.subarray(at + HEAD, nameEnd)),
      kind,
      mode: mode & 0o7777,
      userId: bytes.readUInt32LE(at + 4),
      groupId: bytes.readUInt32LE(at + 8),
      sizeBytes,
      modifiedAt: modifiedSeconds * 1000 + Math.floor(modifiedNanoseconds / 1e6),
      ...(links > 1 && kind !== 'directory' && { links }),
      ...(kind === 'symlink' && { target: nameFromBytes(bytes.subarray(nameEnd, end)) }),
      ...(kind === 'symlink' && followedMode !== 0 && { targetKind: kindOf(followedMode) }),
    },
    stamp: { sizeBytes, modifiedSeconds, modifiedNanoseconds },
  };
}

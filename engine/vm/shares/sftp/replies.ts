import { ATTRIBUTES_BYTES, type Owner, type Shown, writeAttributes } from './attributes.ts';
import { EXTENSIONS, MAX_DATA_BYTES, MAX_HANDLES, MAX_PACKET_BYTES, REPLY, type StatusCode } from './protocol.ts';

/** Packets with their lengths, ready to be sent. */
export function versionReply(): Buffer {
  const words = EXTENSIONS.flat().map((word) => Buffer.from(word));
  const bytes = packet(REPLY.version, 4 + words.reduce((sum, word) => sum + 4 + word.length, 0));
  let at = bytes.writeUInt32BE(3, 5);
  for (const word of words) at = writeString(word, bytes, at);
  return bytes;
}

export function statusReply(id: number, status: StatusCode, text = ''): Buffer {
  const message = Buffer.from(text);
  const bytes = packet(REPLY.status, 4 + 4 + 4 + message.length + 4);
  bytes.writeUInt32BE(id, 5);
  bytes.writeUInt32BE(status, 9);
  bytes.writeUInt32BE(0, writeString(message, bytes, 13)); // The text's language: none.
  return bytes;
}

export function handleReply(id: number, handle: number): Buffer {
  const bytes = packet(REPLY.handle, 4 + 4 + 4);
  bytes.writeUInt32BE(id, 5);
  bytes.writeUInt32BE(4, 9);
  bytes.writeUInt32BE(handle, 13);
  return bytes;
}

/** Room for data that is read right into its packet: from `DATA_AT` on. */
export const DATA_AT = 13;
export const dataRoom = (lengthBytes: number): Buffer => Buffer.allocUnsafe(DATA_AT + lengthBytes);

export function dataReply(id: number, room: Buffer, lengthBytes: number): Buffer {
  const bytes = room.subarray(0, DATA_AT + lengthBytes);
  bytes.writeUInt32BE(bytes.length - 4, 0);
  bytes.writeUInt8(REPLY.data, 4);
  bytes.writeUInt32BE(id, 5);
  bytes.writeUInt32BE(lengthBytes, 9);
  return bytes;
}

export function attributesReply(id: number, stats: Shown, self: Owner): Buffer {
  const bytes = packet(REPLY.attrs, 4 + ATTRIBUTES_BYTES);
  writeAttributes(stats, self, bytes, bytes.writeUInt32BE(id, 5));
  return bytes;
}

export interface Named {
  readonly name: Buffer;
  /** None for what only has a name: a link's text, a path. */
  readonly stats?: Shown;
}

/** Without the line that `ls -l` would print: nobody reads it. */
export function nameReply(id: number, names: readonly Named[], self: Owner): Buffer {
  const bytes = packet(REPLY.name, 4 + 4 + names.reduce((sum, one) => sum + namedBytes(one), 0));
  bytes.writeUInt32BE(id, 5);
  let at = bytes.writeUInt32BE(names.length, 9);
  for (const { name, stats } of names) {
    at = bytes.writeUInt32BE(0, writeString(name, bytes, at));
    at = stats ? writeAttributes(stats, self, bytes, at) : bytes.writeUInt32BE(0, at);
  }
  return bytes;
}

export const namedBytes = ({ name, stats }: Named): number => 4 + name.length + 4 + (stats ? ATTRIBUTES_BYTES : 4);

/** What `statfs` says, as OpenSSH tells it. */
export interface FileSystem {
  readonly bsize: number;
  readonly blocks: number;
  readonly bfree: number;
  readonly bavail: number;
  readonly files: number;
  readonly ffree: number;
}

export function fileSystemReply(id: number, { bsize, blocks, bfree, bavail, files, ffree }: FileSystem): Buffer {
  const MAX_NAME_BYTES = 255;
  return numbersReply(id, [bsize, bsize, blocks, bfree, bavail, files, ffree, ffree, 0, 0, MAX_NAME_BYTES]);
}

export const limitsReply = (id: number): Buffer =>
  numbersReply(id, [MAX_PACKET_BYTES, MAX_DATA_BYTES, MAX_DATA_BYTES, MAX_HANDLES]);

function numbersReply(id: number, numbers: readonly number[]): Buffer {
  const bytes = packet(REPLY.extended, 4 + 8 * numbers.length);
  let at = bytes.writeUInt32BE(id, 5);
  for (const number of numbers) at = bytes.writeBigUInt64BE(BigInt(Math.max(0, Math.trunc(number))), at);
  return bytes;
}

function packet(type: number, bodyBytes: number): Buffer {
  const bytes = Buffer.allocUnsafe(5 + bodyBytes);
  bytes.writeUInt32BE(1 + bodyBytes, 0);
  bytes.writeUInt8(type, 4);
  return bytes;
}

function writeString(text: Buffer, into: Buffer, at: number): number {
  const from = into.writeUInt32BE(text.length, at);
  into.set(text, from);
  return from + text.length;
}

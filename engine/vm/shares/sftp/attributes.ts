import type { Stats } from 'node:fs';
import type { PacketReader } from './packetReader.ts';
import { ATTR } from './protocol.ts';

/** What a client wants set; what it does not name stays. */
export interface WantedAttributes {
  readonly sizeBytes?: number;
  readonly mode?: number;
  /** Seconds. */
  readonly times?: { readonly accessed: number; readonly modified: number };
  /** Asked for, and not followed: see `shownOwner`. */
  readonly hasOwner: boolean;
}

export function readAttributes(packet: PacketReader): WantedAttributes {
  const flags = packet.uint32();
  const has = (flag: number) => (flags & flag) !== 0;
  const sizeBytes = has(ATTR.size) ? packet.uint64() : undefined;
  const hasOwner = has(ATTR.owner);
  if (hasOwner) {
    packet.uint32();
    packet.uint32();
  }
  const mode = has(ATTR.mode) ? packet.uint32() & 0o7777 : undefined;
  const times = has(ATTR.times) ? { accessed: packet.uint32(), modified: packet.uint32() } : undefined;
  return {
    hasOwner,
    ...(sizeBytes !== undefined && { sizeBytes }),
    ...(mode !== undefined && { mode }),
    ...(times && { times }),
  };
}

/** Of size, owner, mode and times: always the same. */
export const ATTRIBUTES_BYTES = 32;

export type Shown = Pick<Stats, 'size' | 'uid' | 'gid' | 'mode' | 'atimeMs' | 'mtimeMs'>;

/** Writes what a client is shown of a file; gives where it ends. */
export function writeAttributes(stats: Shown, self: Owner, into: Buffer, at: number): number {
  into.writeUInt32BE(ATTR.size | ATTR.owner | ATTR.mode | ATTR.times, at);
  into.writeBigUInt64BE(BigInt(stats.size), at + 4);
  into.writeUInt32BE(shownOwner(stats.uid, self.uid), at + 12);
  into.writeUInt32BE(shownOwner(stats.gid, self.gid), at + 16);
  into.writeUInt32BE(stats.mode >>> 0, at + 20);
  into.writeUInt32BE(seconds(stats.atimeMs), at + 24);
  into.writeUInt32BE(seconds(stats.mtimeMs), at + 28);
  return at + ATTRIBUTES_BYTES;
}

/** Who runs this app. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

const NOBODY = 65_534;

/**
 * What is the person's is root's in the guest, and what root makes there is the person's, as with a rootless engine.
 * What is another's stays another's; the host's root is nobody there.
 */
export function shownOwner(id: number, own: number): number {
  if (id === own) return 0;
  return id === 0 ? NOBODY : id;
}

/** Version 3 counts in 32 bits without a sign, to 2106. */
const seconds = (ms: number): number => Math.min(0xffff_ffff, Math.max(0, Math.floor(ms / 1000)));

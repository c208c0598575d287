import { inflateRawSync } from 'node:zlib';
import { MAX_BUNDLE_BYTES } from '../../contract/model/certificates.ts';

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const STORED = 0;
const DEFLATED = 8;

/**
 * The files of a small zip archive, as UCP's client bundles are, by their names. Throws what is no plain zip: it reads the
 * directory at the end, takes no encrypted and no ZIP64 entries, and unpacks no more than a bundle may have.
 */
export function readZip(bytes: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = findEnd(bytes);
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  let leftBytes = MAX_BUNDLE_BYTES;
  for (let index = 0; index < count; index++) {
    if (bytes.readUInt32LE(at) !== CENTRAL) throw new Error('The directory of the zip is damaged.');
    const nameBytes = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameBytes);
    if (!name.endsWith('/')) {
      const content = contentOf(bytes, at, leftBytes);
      leftBytes -= content.length;
      files.set(name, content);
    }
    at += 46 + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
}

function contentOf(bytes: Buffer, entry: number, maxBytes: number): Buffer {
  const isEncrypted = (bytes.readUInt16LE(entry + 8) & 1) === 1;
  const method = bytes.readUInt16LE(entry + 10);
  const packedBytes = bytes.readUInt32LE(entry + 20);
  const sizeBytes = bytes.readUInt32LE(entry + 24);
  const local = bytes.readUInt32LE(entry + 42);
  if (isEncrypted) throw new Error('The zip has a password.');
  if (bytes.readUInt32LE(local) !== LOCAL) throw new Error('An entry of the zip is damaged.');
  const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const packed = bytes.subarray(from, from + packedBytes);
  if (sizeBytes > maxBytes || packed.length !== packedBytes) throw new Error('An entry of the zip is damaged.');
  if (method !== STORED && method !== DEFLATED) throw new Error('The zip is packed in an unusual way.');
  const content = method === STORED ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, maxBytes) });
  if (content.length !== sizeBytes) throw new Error('An entry of the zip is damaged.');
  return content;
}

/** It is the last thing, but for a comment. */
function findEnd(bytes: Buffer): number {
  for (let at = bytes.length - END_BYTES; at >= Math.max(0, bytes.length - END_BYTES - 0xffff); at--) {
    if (bytes.readUInt32LE(at) === END) return at;
  }
  throw new Error('The zip has no directory.');
}

import type { Readable } from 'node:stream';

/** The packets of a stream, without their lengths. Throws for one longer than `maxBytes`: nothing after it could be found. */
export async function* frames(stream: Readable, maxBytes: number): AsyncGenerator<Buffer> {
  let chunks: Buffer[] = [];
  let have = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    have += chunk.length;
    // A packet that came in many pieces is joined once, when all of it is there.
    if (have < 4 || have < 4 + lengthOf(chunks, maxBytes)) continue;
    let bytes = chunks.length === 1 ? chunk : Buffer.concat(chunks);
    while (bytes.length >= 4) {
      const end = 4 + checked(bytes.readUInt32BE(0), maxBytes);
      if (bytes.length < end) break;
      yield bytes.subarray(4, end);
      bytes = bytes.subarray(end);
    }
    chunks = bytes.length > 0 ? [bytes] : [];
    have = bytes.length;
  }
}

function lengthOf(chunks: readonly Buffer[], maxBytes: number): number {
  const [first] = chunks;
  if (first && first.length >= 4) return checked(first.readUInt32BE(0), maxBytes);
  return checked(Buffer.concat(chunks).readUInt32BE(0), maxBytes);
}

function checked(length: number, maxBytes: number): number {
  if (length === 0 || length > maxBytes) throw new Error(`A packet of ${length} bytes is none of SFTP.`);
  return length;
}

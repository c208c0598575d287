/** The same bytes in pieces of one size, but for the last; each in a buffer of its own. */
export async function* inPieces(
  bytes: AsyncIterable<Uint8Array>,
  sizeBytes: number,
): AsyncGenerator<Buffer<ArrayBuffer>, void, undefined> {
  let piece = Buffer.allocUnsafeSlow(sizeBytes);
  let used = 0;
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.byteLength;) {
      const count = Math.min(sizeBytes - used, chunk.byteLength - at);
      piece.set(chunk.subarray(at, at + count), used);
      used += count;
      at += count;
      if (used < sizeBytes) continue;
      yield piece;
      piece = Buffer.allocUnsafeSlow(sizeBytes);
      used = 0;
    }
  }
  if (used > 0) yield piece.subarray(0, used);
}

const SIGNATURES: readonly (readonly [type: string, bytes: readonly number[], at: number])[] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47], 0],
  ['image/jpeg', [0xff, 0xd8, 0xff], 0],
  ['image/gif', [0x47, 0x49, 0x46, 0x38], 0],
  ['image/webp', [0x57, 0x45, 0x42, 0x50], 8],
  ['image/avif', [0x61, 0x76, 0x69, 0x66], 8],
  ['image/bmp', [0x42, 0x4d], 0],
  ['image/x-icon', [0, 0, 1, 0], 0],
];

/** By its first bytes, whatever its name says; undefined for what a browser does not draw. */
export function imageType(bytes: Uint8Array, path: string): string | undefined {
  const found = SIGNATURES.find(([, signature, at]) => signature.every((byte, index) => bytes[at + index] === byte));
  if (found?.[0] === 'image/bmp' && !/\.bmp$/i.test(path)) return undefined; // two letters that a text may begin with
  return found?.[0];
}

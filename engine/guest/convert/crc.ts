/** The checksum of GPT. */
export const crc32 = (bytes: Uint8Array): number => checksum(bytes, IEEE);

/** The checksum of VHDX. */
export const crc32c = (bytes: Uint8Array): number => checksum(bytes, CASTAGNOLI);

const table = (polynomial: number): Uint32Array =>
  Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
    return value;
  });

const IEEE = table(0xedb88320);
const CASTAGNOLI = table(0x82f63b78);

function checksum(bytes: Uint8Array, by: Uint32Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ by[(value ^ byte) & 0xff]!;
  return (value ^ 0xffffffff) >>> 0;
}

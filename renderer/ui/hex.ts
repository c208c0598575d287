const PER_LINE = 16;

/** `00000010  7f 45 4c …  .ELF`, as `hexdump -C` writes it. */
export function hexLine(bytes: Uint8Array, line: number): string {
  const part = [...bytes.subarray(line * PER_LINE, (line + 1) * PER_LINE)];
  const hex = part.map((byte) => byte.toString(16).padStart(2, '0'));
  const left = hex.slice(0, 8).join(' ').padEnd(23);
  const right = hex.slice(8).join(' ').padEnd(23);
  const text = part.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
  return `${(line * PER_LINE).toString(16).padStart(8, '0')}  ${left}  ${right}  ${text}`;
}

export const hexLineCount = (bytes: Uint8Array): number => Math.ceil(bytes.byteLength / PER_LINE);

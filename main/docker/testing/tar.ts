export interface TarFile {
  /** Without a slash before it; at most 99 bytes. */
  readonly name: string;
  readonly content: Buffer;
  readonly mode?: number;
}

/** An archive of files in the format of POSIX tar (ustar). */
export function tarOf(files: readonly TarFile[]): Buffer {
  return Buffer.concat([...files.flatMap(entry), Buffer.alloc(1024)]);
}

function entry({ name, content, mode = 0o644 }: TarFile): Buffer[] {
  const header = Buffer.alloc(512);
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`;
  header.write(name, 0);
  header.write(octal(mode, 7) + octal(0, 7) + octal(0, 7), 100);
  header.write(octal(content.length, 11) + octal(0, 11), 124);
  header.write('        0', 148);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
}

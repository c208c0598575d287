/** One entry of an archive, as the kernel unpacks it. */
export type CpioEntry =
  | { readonly type: 'directory'; readonly path: string }
  | { readonly type: 'file'; readonly path: string; readonly content: Uint8Array; readonly isExecutable?: boolean }
  | { readonly type: 'symlink'; readonly path: string; readonly target: string }
  | { readonly type: 'device'; readonly path: string; readonly major: number; readonly minor: number };

const MODES = { directory: 0o040755, file: 0o100644, symlink: 0o120777, device: 0o020600 };

/**
 * An archive in the kernel's format (newc), of the same bytes for the same entries: sorted, owned by root, no times.
 * Every folder needs an entry of its own.
 */
export function cpio(entries: readonly CpioEntry[]): Buffer {
  const sorted = [...entries].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const parts = sorted.flatMap((entry, index) => record(entry, index + 1));
  return Buffer.concat([...parts, ...record({ type: 'file', path: 'TRAILER!!!', content: Buffer.alloc(0) }, 0)]);
}

function record(entry: CpioEntry, inode: number): Buffer[] {
  const content = contentOf(entry);
  const isTrailer = inode === 0;
  const mode = MODES[entry.type] | (entry.type === 'file' && entry.isExecutable ? 0o111 : 0);
  const name = Buffer.from(`${entry.path}\0`);
  const device = entry.type === 'device' ? entry : { major: 0, minor: 0 };
  const fields = [
    inode,
    isTrailer ? 0 : mode,
    0,
    0,
    entry.type === 'directory' ? 2 : 1,
    0,
    content.length,
    0,
    0,
    device.major,
    device.minor,
    name.length,
    0,
  ];
  const header = `070701${fields.map((field) => field.toString(16).toUpperCase().padStart(8, '0')).join('')}`;
  return [padded(Buffer.concat([Buffer.from(header), name])), padded(content)];
}

function contentOf(entry: CpioEntry): Buffer {
  if (entry.type === 'file') return Buffer.from(entry.content);
  return Buffer.from(entry.type === 'symlink' ? entry.target : '');
}

const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);

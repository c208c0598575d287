import type { EntryKind } from '../../contract/model/files.ts';

const KINDS: Readonly<Record<number, EntryKind>> = {
  0o010000: 'fifo',
  0o020000: 'device',
  0o040000: 'directory',
  0o060000: 'device',
  0o100000: 'file',
  0o120000: 'symlink',
  0o140000: 'socket',
};

/** By `st_mode`. */
export const kindOf = (mode: number): EntryKind => KINDS[mode & 0o170000] ?? 'file';

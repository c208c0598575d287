import { nameFromBytes } from '../../../contract/model/fileName.ts';
import { TAR_BLOCK } from './tarHeader.ts';

export type TarKind = 'file' | 'directory' | 'symlink' | 'hardlink' | 'device' | 'fifo' | 'other';

export interface TarEntry {
  /** As it is in the archive; any bytes, as `contract/model/fileName.ts` has them. */
  readonly path: string;
  readonly kind: TarKind;
  readonly mode: number;
  readonly userId: number;
  readonly groupId: number;
  readonly sizeBytes: number;
  readonly modifiedAt: number;
  readonly target?: string;
}

export interface TarSink {
  entry(entry: TarEntry): void;
  /** `chunk[from..to)` is of the content of the entry that came last. Copy what you keep. */
  content?(chunk: Buffer, from: number, to: number): void;
}

/** The bytes are no tar archive, or damaged. */
export class NotTar extends Error {}

const KINDS: Readonly<Record<string, TarKind>> = {
  '\0': 'file',
  '0': 'file',
  '7': 'file',
  '1': 'hardlink',
  '2': 'symlink',
  '3': 'device',
  '4': 'device',
  '5': 'directory',
  '6': 'fifo',
};
/** Names and other facts of one entry are never so long. */
const MAX_EXTENSION_BYTES = 1024 * 1024;

interface Extension {
  userId?: number;
  groupId?: number;
  path?: string;
  target?: string;
  sizeBytes?: number;
  modifiedAt?: number;
}

/**
 * Reads the headers of an archive (ustar, PAX, GNU) and passes the contents on, or over them: a gigabyte of them costs
 * nothing but its way here. Names keep every byte, which tar libraries do not promise. Chunks may be cut anywhere.
 */
export class TarScanner {
  readonly #sink: TarSink;
  readonly #header = Buffer.alloc(TAR_BLOCK);
  #filled = 0;
  /** Of the content of the current entry, and its padding. */
  #content = 0;
  #padding = 0;
  #extension: Buffer[] | undefined;
  #extensionType = '';
  #next: Extension = {};
  #position = 0;
  /** The zero block came: what follows is filling. */
  isComplete = false;
  /** How many bytes came before the zero block, once that is there. */
  endOffset = 0;

  constructor(sink: TarSink) {
    this.#sink = sink;
  }

  /** Bytes at the end of what was pushed that may be the beginning of the zero block. */
  get undecidedBytes(): number {
    return this.#filled;
  }

  push(chunk: Buffer): void {
    let at = 0;
    const before = this.#position;
    this.#position += chunk.length;
    while (at < chunk.length && !this.isComplete) {
      if (this.#content > 0) {
        const to = Math.min(chunk.length, at + this.#content);
        if (this.#extension) this.#extension.push(Buffer.from(chunk.subarray(at, to)));
        else this.#sink.content?.(chunk, at, to);
        this.#content -= to - at;
        at = to;
        if (this.#content === 0 && this.#extension) this.#endExtension(this.#extension);
      } else if (this.#padding > 0) {
        const skipped = Math.min(chunk.length - at, this.#padding);
        this.#padding -= skipped;
        at += skipped;
      } else if (this.#filled === 0 && chunk.length - at >= TAR_BLOCK) {
        this.endOffset = before + at;
        this.#readHeader(chunk, at);
        at += TAR_BLOCK;
      } else {
        const taken = Math.min(TAR_BLOCK - this.#filled, chunk.length - at);
        chunk.copy(this.#header, this.#filled, at, at + taken);
        this.#filled += taken;
        at += taken;
        if (this.#filled < TAR_BLOCK) return;
        this.#filled = 0;
        this.endOffset = before + at - TAR_BLOCK;
        this.#readHeader(this.#header, 0);
      }
    }
  }

  #readHeader(bytes: Buffer, at: number): void {
    if (bytes[at] === 0 && isZero(bytes, at)) {
      this.isComplete = true;
      return;
    }
    checkSum(bytes, at);
    const type = String.fromCharCode(bytes[at + 156]!);
    const sizeBytes = this.#next.sizeBytes ?? readNumber(bytes, at + 124, 12);
    const hasContent = !'123456'.includes(type);
    this.#content = hasContent ? sizeBytes : 0;
    this.#padding = (TAR_BLOCK - (this.#content % TAR_BLOCK)) % TAR_BLOCK;
    if ('xgLK'.includes(type)) {
      if (sizeBytes > MAX_EXTENSION_BYTES) throw new NotTar('A name in the archive is too long.');
      this.#extension = [];
      this.#extensionType = type;
      return;
    }
    const kind = KINDS[type] ?? 'other';
    const path = this.#next.path ?? readName(bytes, at);
    const target = this.#next.target ?? textAt(bytes, at + 157, 100);
    const isDirectory = kind === 'directory' || (kind === 'file' && path.endsWith('/'));
    const entry: TarEntry = {
      path,
      kind: isDirectory ? 'directory' : kind,
      mode: readNumber(bytes, at + 100, 8) & 0o7777,
      userId: this.#next.userId ?? readNumber(bytes, at + 108, 8),
      groupId: this.#next.groupId ?? readNumber(bytes, at + 116, 8),
      sizeBytes: hasContent ? sizeBytes : 0,
      modifiedAt: this.#next.modifiedAt ?? readNumber(bytes, at + 136, 12) * 1000,
      ...((kind === 'symlink' || kind === 'hardlink') && { target }),
    };
    this.#next = {};
    this.#sink.entry(entry);
  }

  #endExtension(parts: readonly Buffer[]): void {
    const bytes = Buffer.concat(parts);
    this.#extension = undefined;
    if (this.#extensionType === 'L') this.#next.path = textAt(bytes, 0, bytes.length);
    else if (this.#extensionType === 'K') this.#next.target = textAt(bytes, 0, bytes.length);
    else if (this.#extensionType === 'x') Object.assign(this.#next, readPax(bytes));
  }
}

/** `<length> key=value\n`, one after the other; the length counts itself. */
function readPax(bytes: Buffer): Extension {
  const found: Extension = {};
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(0x20, at);
    const length = space < 0 ? 0 : Number(bytes.toString('latin1', at, space));
    if (!(length > 0)) break;
    const equals = bytes.indexOf(0x3d, space);
    const key = bytes.toString('latin1', space + 1, equals);
    const value = bytes.subarray(equals + 1, at + length - 1);
    if (key === 'path') found.path = nameFromBytes(value);
    else if (key === 'linkpath') found.target = nameFromBytes(value);
    else if (key === 'uid') found.userId = Number(value.toString('latin1'));
    else if (key === 'gid') found.groupId = Number(value.toString('latin1'));
    else if (key === 'size') found.sizeBytes = Number(value.toString('latin1'));
    else if (key === 'mtime') found.modifiedAt = Math.floor(Number(value.toString('latin1')) * 1000);
    at += length;
  }
  return found;
}

function readName(bytes: Buffer, at: number): string {
  const name = textAt(bytes, at, 100);
  const isPosix = bytes[at + 262] === 0 && bytes.toString('latin1', at + 257, at + 262) === 'ustar';
  return isPosix && bytes[at + 345] !== 0 ? `${textAt(bytes, at + 345, 155)}/${name}` : name;
}

function textAt(bytes: Buffer, at: number, length: number): string {
  const zero = bytes.indexOf(0, at);
  return nameFromBytes(bytes.subarray(at, zero < 0 || zero > at + length ? at + length : zero));
}

function readNumber(bytes: Buffer, at: number, length: number): number {
  if ((bytes[at]! & 0x80) !== 0) {
    let value = bytes[at]! & 0x7f;
    for (let index = at + 1; index < at + length; index++) value = value * 256 + bytes[index]!;
    return value;
  }
  let value = 0;
  for (let index = at; index < at + length; index++) {
    const digit = bytes[index]! - 0x30;
    if (digit >= 0 && digit <= 7) value = value * 8 + digit;
    else if (value > 0 || bytes[index] === 0) break;
  }
  return value;
}

function checkSum(bytes: Buffer, at: number): void {
  let sum = 8 * 0x20;
  for (let index = 0; index < TAR_BLOCK; index++) if (index < 148 || index >= 156) sum += bytes[at + index]!;
  if (sum !== readNumber(bytes, at + 148, 8)) throw new NotTar('The bytes are no tar archive, or damaged.');
}

function isZero(bytes: Buffer, at: number): boolean {
  for (let index = at; index < at + TAR_BLOCK; index++) if (bytes[index] !== 0) return false;
  return true;
}

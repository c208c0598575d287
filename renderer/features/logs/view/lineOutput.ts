import type { LineView } from '../store/block.ts';
import { plainText } from '../text/controls.ts';
import { formatLogTime } from '../text/time.ts';
import { wholeTextOf } from './lineText.ts';
import type { RowLook } from './rowBuilder.ts';

const PIECE_BYTES = 1024 * 1024;
const NEWLINE = Uint8Array.of(10);

/**
 * Lines as a file: the bytes that were written, invalid ones too, and entries that belong to one long line joined again.
 * What the viewer remarked is left out. Where several containers are mixed, `names` stand before their lines.
 */
export function linesAsBytes(
  lines: Iterable<LineView>,
  names: readonly string[] | undefined,
): readonly Uint8Array<ArrayBuffer>[] {
  const encoder = new TextEncoder();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let piece = new Uint8Array(PIECE_BYTES);
  let used = 0;
  const write = (bytes: Uint8Array) => {
    for (let at = 0; at < bytes.length;) {
      if (used === piece.length) {
        pieces.push(piece);
        piece = new Uint8Array(PIECE_BYTES);
        used = 0;
      }
      const part = bytes.subarray(at, at + piece.length - used);
      piece.set(part, used);
      used += part.length;
      at += part.length;
    }
  };
  forEachLine(lines, (parts) => {
    if (names) write(encoder.encode(`${names[parts[0]?.source ?? 0] ?? ''} | `));
    for (const { bytes } of parts) write(bytes);
    write(NEWLINE);
  });
  pieces.push(piece.slice(0, used));
  return pieces;
}

/** Lines as they are read: without control sequences, with the time and the name where those are shown. */
export function linesAsText(lines: Iterable<LineView>, { timeStyle, names, now }: RowLook): string {
  const texts: string[] = [];
  forEachLine(lines, (parts) => {
    const [first] = parts;
    const text = plainText(parts.map(wholeTextOf).join(''));
    const time = first && timeStyle !== 'none' ? `${formatLogTime(first.time, timeStyle, now)} ` : '';
    const name = first && names ? `${names[first.source] ?? ''} | ` : '';
    texts.push(time + name + text);
  });
  return texts.join('\n');
}

/** Calls with the entries of each whole line, in the order in which lines ended. */
function forEachLine(lines: Iterable<LineView>, take: (parts: readonly LineView[]) => void): void {
  const begun = new Map<number, LineView[]>();
  for (const line of lines) {
    if (line.isRemark) continue;
    const key = line.source * 2 + Number(line.isStderr);
    const parts = begun.get(key);
    if (line.isContinued) {
      if (parts) parts.push(line);
      else begun.set(key, [line]);
    } else {
      begun.delete(key);
      take(parts ? [...parts, line] : [line]);
    }
  }
  for (const parts of begun.values()) take(parts);
}

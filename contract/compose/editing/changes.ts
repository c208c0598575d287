import type { TextChange } from '../edit';

type Piece = { readonly from: number; readonly to: number } | string;

/** Makes changes of one text; they must not overlap. Changes at one place stay in their order. */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  let result = '';
  let at = 0;
  for (const { from, to, insert } of inOrder(changes)) {
    if (from < at) throw new RangeError('Changes overlap.');
    result += text.slice(at, from) + insert;
    at = to;
  }
  return result + text.slice(at);
}

/** Changes that follow one another, told as changes of the first text. */
export class ChangeHistory {
  private pieces: Piece[];

  constructor(private readonly original: string) {
    this.pieces = [{ from: 0, to: original.length }];
  }

  add(changes: readonly TextChange[]): void {
    const next: Piece[] = [];
    let offset = 0;
    const queue = this.pieces.toReversed();
    const take = (until: number, keep: boolean): void => {
      while (offset < until) {
        const piece = queue.pop();
        if (piece === undefined) return;
        const [head, rest] = split(piece, until - offset);
        if (rest !== undefined) queue.push(rest);
        offset += length(head);
        if (keep) next.push(head);
      }
    };
    for (const { from, to, insert } of inOrder(changes)) {
      take(from, true);
      take(to, false);
      if (insert !== '') next.push(insert);
    }
    this.pieces = [...next, ...queue.toReversed()];
  }

  /** The smallest changes that make the last text of the first. */
  changes(): TextChange[] {
    const changes: TextChange[] = [];
    let at = 0;
    let insert = '';
    const put = (to: number): void => {
      const change = smallest(this.original, { from: at, to, insert });
      if (change) changes.push(change);
      insert = '';
    };
    for (const piece of this.pieces) {
      if (typeof piece === 'string') {
        insert += piece;
        continue;
      }
      if (piece.from === piece.to) continue;
      put(piece.from);
      at = piece.to;
    }
    put(this.original.length);
    return changes;
  }
}

const inOrder = (changes: readonly TextChange[]): TextChange[] =>
  changes.toSorted((a, b) => a.from - b.from || a.to - b.to);

const length = (piece: Piece): number => (typeof piece === 'string' ? piece.length : piece.to - piece.from);

function split(piece: Piece, at: number): [Piece, Piece | undefined] {
  if (at >= length(piece)) return [piece, undefined];
  if (typeof piece === 'string') return [piece.slice(0, at), piece.slice(at)];
  const middle = piece.from + at;
  return [
    { from: piece.from, to: middle },
    { from: middle, to: piece.to },
  ];
}

/** Without what is the same at both ends; nothing is cut inside of a character or of a line end. */
function smallest(text: string, { from, to, insert }: TextChange): TextChange | undefined {
  const old = text.slice(from, to);
  if (old === insert) return undefined;
  const shorter = Math.min(old.length, insert.length);
  let start = 0;
  while (start < shorter && old[start] === insert[start]) start += 1;
  if (start > 0 && isInside(old, insert, start)) start -= 1;
  let end = 0;
  while (end < shorter - start && old.at(-1 - end) === insert.at(-1 - end)) end += 1;
  if (end > 0 && isInside(old, insert, old.length - end, insert.length - end)) end -= 1;
  return { from: from + start, to: to - end, insert: insert.slice(start, insert.length - end) };
}

function isInside(old: string, insert: string, at: number, otherAt = at): boolean {
  const cuts = (text: string, index: number): boolean =>
    (text[index - 1] === '\r' && text[index] === '\n') ||
    /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(index - 1, index + 1));
  return cuts(old, at) || cuts(insert, otherAt);
}

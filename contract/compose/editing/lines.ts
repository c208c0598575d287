import type { YamlNode } from '../syntax/tree';

/** The offset of the first unit of the line that `at` is in. */
export const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

/** The offset behind the last unit of the line that `at` is in, before its line end. */
export function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  if (newline < 0) return text.length;
  return newline > at && text[newline - 1] === '\r' ? newline - 1 : newline;
}

/** The offset of the next line, or of the end of the text. */
export function nextLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline + 1;
}

export const column = (text: string, at: number): number => at - lineStart(text, at);

/** Spaces, tabs and so on at the beginning of the line, up to `at` at the most. */
export const indentText = (text: string, at: number): string =>
  /^[ \t]*/.exec(text.slice(lineStart(text, at), at))?.[0] ?? '';

/** Whether nothing but space is before `at` in its line. */
export const isFirstInLine = (text: string, at: number): boolean =>
  /^[ \t\ufeff]*$/.test(text.slice(lineStart(text, at), at));

export const hasNewline = (text: string, from: number, to: number): boolean => {
  const at = text.indexOf('\n', from);
  return at >= 0 && at < to;
};

/** The line ends of a place: as the line itself ends, or the first line of the text. */
export function lineEnding(text: string, at: number): string {
  const newline = text.indexOf('\n', at);
  const known = newline >= 0 ? newline : text.lastIndexOf('\n', at);
  return known > 0 && text[known - 1] === '\r' ? '\r\n' : '\n';
}

/**
 * Where the last line of some content ends, with a comment behind it: what is put there begins with a line end.
 * A block scalar ends behind its last line end, which is left to what follows.
 */
export function contentLineEnd(text: string, to: number): number {
  if (to > 0 && text[to - 1] === '\n') return text[to - 2] === '\r' ? to - 2 : to - 1;
  return lineEnd(text, to);
}

/**
 * Where a new entry goes behind content that ends at `to`: after its line, and after the comments on lines of their own
 * below it that are indented by `indent` or more, as they speak of what is there already.
 */
export function behindComments(text: string, to: number, indent: number, limit: number): number {
  let end = contentLineEnd(text, to);
  for (let at = nextLine(text, end); at < limit; at = nextLine(text, at)) {
    const line = text.slice(at, lineEnd(text, at));
    const found = /^([ \t]*)(#?)/.exec(line);
    if (line.trim() === '') continue;
    if (!found?.[2] || (found[1] ?? '').length < indent) break;
    end = lineEnd(text, at);
    if (nextLine(text, at) >= text.length) break;
  }
  return end;
}

/** Where the comments begin that stand directly above the line of `at`; the line itself if there are none. */
export function aboveComments(text: string, at: number, limit: number): number {
  let start = lineStart(text, at);
  while (start > limit) {
    const above = lineStart(text, start - 1);
    if (above < limit || !/^[ \t]*#/.test(text.slice(above, start))) break;
    start = above;
  }
  return start;
}

/** Whether a value begins in the line in which its key or dash ends. */
export const isOnLineOf = (text: string, valueAt: number, node: YamlNode): boolean =>
  !hasNewline(text, valueAt, node.from);

/** Behind spaces, line ends and comments. */
export function skipBlank(text: string, from: number): number {
  let at = from;
  for (;;) {
    const space = /^[\s]+/.exec(text.slice(at, at + 200))?.[0].length ?? 0;
    at += space;
    if (text[at] === '#' && (space > 0 || at === from)) at = lineEnd(text, at);
    else if (space === 0) return at;
  }
}

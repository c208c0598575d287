import type { Span } from '../text/sgr.ts';

export interface MarkedSpan extends Span {
  readonly isMatch?: boolean;
}

/** Cuts the spans of a line where matches begin and end; `ranges` are starts and ends in the whole line, ascending. */
export function markSpans(spans: readonly Span[], ranges: readonly number[]): readonly MarkedSpan[] {
  if (ranges.length === 0) return spans;
  const marked: MarkedSpan[] = [];
  let at = 0;
  let next = 0;
  for (const { text, style } of spans) {
    let from = 0;
    while (from < text.length) {
      while (next < ranges.length && (ranges[next + 1] ?? 0) <= at + from) next += 2;
      const start = (ranges[next] ?? Number.POSITIVE_INFINITY) - at;
      const isMatch = start <= from;
      const until = Math.min(text.length, isMatch ? (ranges[next + 1] ?? 0) - at : start);
      marked.push({ text: text.slice(from, until), style, ...(isMatch && { isMatch }) });
      from = until;
    }
    at += text.length;
  }
  return marked;
}

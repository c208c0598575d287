import { type LogBatch, LOG_STDERR } from '../../../../contract/model/logs.ts';

interface Line {
  readonly text: string | Uint8Array;
  readonly isStderr?: boolean;
  readonly flags?: number;
  readonly time?: number;
}

const encoder = new TextEncoder();
const toBytes = (text: string | Uint8Array) => (typeof text === 'string' ? encoder.encode(text) : text);

/** A batch as the service packs it. */
export function batchOf(lines: readonly (string | Line)[], source = 0): LogBatch {
  const all = lines.map((line) => (typeof line === 'string' ? { text: line } : line));
  const texts = all.map(({ text }) => toBytes(text));
  const text = new Uint8Array(
    Math.max(
      0,
      texts.reduce((sum, { length }) => sum + length + 1, -1),
    ),
  );
  let at = 0;
  for (const bytes of texts) {
    text.set(bytes, at);
    at += bytes.length + 1;
    if (at <= text.length) text[at - 1] = 10;
  }
  return {
    source,
    lineCount: all.length,
    text,
    flags: Uint8Array.from(all, ({ flags = 0, isStderr }) => flags | (isStderr ? LOG_STDERR : 0)),
    times: new Uint8Array(Float64Array.from(all, ({ time = Number.NaN }) => time).buffer),
  };
}

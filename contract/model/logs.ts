/** Bits of `LogBatch.flags`. */
export const LOG_STDERR = 1;
/** The line goes on in the next entry of its source: it was too long to be held as one. */
export const LOG_CONTINUES = 2;

/** A line is cut into entries of at most this many bytes, each but the last with `LOG_CONTINUES`. */
export const LOG_ENTRY_BYTES = 1024 * 1024;

/**
 * Many lines, packed: bytes as the program wrote them, without the engine's frames and timestamps.
 * Lines are separated by `\n` in `text` (none after the last); `flags` has one byte a line; `times` one float64
 * (little endian) a line: epoch ms with fractions, NaN where the engine gave none.
 */
export interface LogBatch {
  /** Index into the `ids` that were asked for; of every line, unless `sources` is there. */
  readonly source: number;
  /** Only where `mixed` was asked for: one byte a line, the index of its container. */
  readonly sources?: Uint8Array;
  readonly lineCount: number;
  readonly text: Uint8Array;
  readonly flags: Uint8Array;
  readonly times: Uint8Array;
}

export type LogItem =
  | { readonly type: 'lines'; readonly batch: LogBatch }
  /** Everything that was there when the stream was opened has been sent. */
  | { readonly type: 'caught-up' }
  /** One source has no more (its container stopped or went away); it goes on by itself if the container starts again. */
  | { readonly type: 'source-ended'; readonly source: number; readonly reason: 'stopped' | 'removed' }
  | { readonly type: 'source-resumed'; readonly source: number }
  | { readonly type: 'source-failed'; readonly source: number; readonly message: string };

import type { LogPosition } from './logProgress.ts';

export interface LogParserOptions {
  readonly stdout: boolean;
  readonly stderr: boolean;
  /** Entries up to here were read before: they are left out. */
  readonly seen?: LogPosition | undefined;
}

/** Reads what the engine sends for `GET /containers/<id>/logs?timestamps=1` into lines. */
export interface LogParser {
  /** Of the newest entry read; undefined before the first. */
  readonly position: LogPosition | undefined;
  /** A line has begun and its end is still to come. */
  readonly hasOpenLine: boolean;
  push(chunk: Buffer): void;
  /** Hands over what is there of a line without end, to be continued. */
  flushOpenLines(): void;
  /** The stream has ended: a line without end is a line. */
  finish(): void;
}

const NEWLINE = 10;
/** Below this a loop beats the call of a native search. */
const SHORT = 64;

/** Looks no further than `to`: a search through the whole chunk for each small piece would be quadratic. */
export function newlineIn(bytes: Buffer, from: number, to: number): number {
  if (to - from > SHORT) {
    const found = bytes.subarray(from, to).indexOf(NEWLINE);
    return found < 0 ? -1 : from + found;
  }
  for (let at = from; at < to; at++) if (bytes[at] === NEWLINE) return at;
  return -1;
}

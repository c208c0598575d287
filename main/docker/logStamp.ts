const DATE_LENGTH = 19; // 2026-11-21T04:37:46
/** The longest that RFC 3339 with nanoseconds and an offset gets, and its space. */
const LONGEST = 36;
/** Room for a stamp that is cut in two. */
export const STAMP_ROOM = 40;

const [ZERO, NINE, DOT, MINUS, PLUS, SPACE, Z] = [48, 57, 46, 45, 43, 32, 90];

/**
 * Reads the timestamp that the engine puts before each log entry when asked to. Lines of one second share their first
 * 19 bytes, so those are parsed once a second and compared otherwise.
 */
export class StampReader {
  /** Of the last stamp read. */
  seconds = 0;
  nanoseconds = 0;
  #date = Buffer.alloc(DATE_LENGTH);
  #dateSeconds = Number.NaN;

  get milliseconds(): number {
    return this.seconds * 1000 + this.nanoseconds / 1e6;
  }

  /**
   * Where the text behind a stamp begins; 0 where there is no stamp, -1 where the bytes end before that is known.
   * A stamp never begins at 0 of what follows it, so 0 is free.
   */
  read(bytes: Uint8Array, from: number, to: number): number {
    let at = from + DATE_LENGTH;
    if (at > to) return looksLikeDate(bytes, from, to) ? -1 : 0;
    if (!this.#isKnownDate(bytes, from) && !this.#parseDate(bytes, from)) return 0;
    const unfinished = to - from < LONGEST ? -1 : 0;
    let nanoseconds = 0;
    if (bytes[at] === DOT) {
      let scale = 100_000_000;
      for (at++; at < to; at++) {
        const digit = bytes[at]! - ZERO;
        if (digit < 0 || digit > 9) break;
        nanoseconds += digit * scale;
        scale /= 10;
      }
    }
    let offset = 0;
    if (bytes[at] === Z) at++;
    else if (bytes[at] === PLUS || bytes[at] === MINUS) {
      if (at + 6 > to) return unfinished;
      const minutes = number(bytes, at + 1, 2) * 60 + number(bytes, at + 4, 2);
      offset = (bytes[at] === PLUS ? 60 : -60) * minutes;
      at += 6;
    } else return at >= to ? unfinished : 0;
    if (at >= to) return unfinished;
    if (bytes[at] !== SPACE || Number.isNaN(offset)) return 0;
    this.seconds = this.#dateSeconds - offset;
    this.nanoseconds = Math.round(nanoseconds);
    return at + 1;
  }

  #isKnownDate(bytes: Uint8Array, from: number): boolean {
    // Backwards: the seconds change first.
    for (let i = DATE_LENGTH - 1; i >= 0; i--) if (bytes[from + i] !== this.#date[i]) return false;
    return true;
  }

  #parseDate(bytes: Uint8Array, from: number): boolean {
    if (!looksLikeDate(bytes, from, from + DATE_LENGTH)) return false;
    const of = (at: number, length: number) => number(bytes, from + at, length);
    const ms = Date.UTC(of(0, 4), of(5, 2) - 1, of(8, 2), of(11, 2), of(14, 2), of(17, 2));
    this.#date.set(bytes.subarray(from, from + DATE_LENGTH));
    this.#dateSeconds = ms / 1000;
    return true;
  }
}

const SHAPE = '0000-00-00T00:00:00';

function looksLikeDate(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = 0; i < to - from && i < DATE_LENGTH; i++) {
    const byte = bytes[from + i]!;
    if (SHAPE[i] === '0' ? byte < ZERO || byte > NINE : byte !== SHAPE.charCodeAt(i)) return false;
  }
  return true;
}

/** NaN where a byte is no digit. */
function number(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let i = at; i < at + length; i++) {
    const digit = bytes[i]! - ZERO;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

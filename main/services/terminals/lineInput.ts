const [END, BELL_C, BACKSPACE, DELETE, RETURN, NEWLINE, KILL] = [0x04, 0x03, 0x08, 0x7f, 0x0d, 0x0a, 0x15];

export interface TakenInput {
  /** For the program: whole lines. */
  readonly input: Buffer;
  /** For the screen. */
  readonly echo: Buffer;
  /** Ctrl-C was typed. */
  readonly isInterrupted: boolean;
  /** Ctrl-D was typed on an empty line. */
  readonly hasEnded: boolean;
}

/**
 * What a terminal does for a program that has none (`docker run -i` without `-t`): shows what is typed, lets it be
 * corrected, and hands it over line by line.
 */
export class LineInput {
  #line: number[] = [];

  take(bytes: Uint8Array, canType: boolean): TakenInput {
    const input: number[] = [];
    const echo: number[] = [];
    let isInterrupted = false;
    let hasEnded = false;
    for (const byte of bytes) {
      if (byte === BELL_C) {
        isInterrupted = true;
        this.#line = [];
        echo.push(0x5e, 0x43, RETURN, NEWLINE); // ^C
      } else if (!canType) continue;
      else if (byte === RETURN || byte === NEWLINE) {
        input.push(...this.#line, NEWLINE);
        this.#line = [];
        echo.push(RETURN, NEWLINE);
      } else if (byte === DELETE || byte === BACKSPACE) this.#erase(echo);
      else if (byte === KILL) while (this.#line.length > 0) this.#erase(echo);
      else if (byte === END) {
        if (this.#line.length === 0) hasEnded = true;
        input.push(...this.#line);
        this.#line = [];
      } else {
        this.#line.push(byte);
        echo.push(byte);
      }
    }
    return { input: Buffer.from(input), echo: Buffer.from(echo), isInterrupted, hasEnded };
  }

  /** One character, which may be several bytes of UTF-8. */
  #erase(echo: number[]): void {
    let byte = this.#line.pop();
    if (byte === undefined) return;
    while (byte !== undefined && (byte & 0xc0) === 0x80) byte = this.#line.pop();
    echo.push(BACKSPACE, 0x20, BACKSPACE);
  }
}

/** `\n` becomes `\r\n`: without a terminal of its own nobody else does it. */
export function withReturns(bytes: Buffer): Buffer {
  let count = 0;
  for (const byte of bytes) if (byte === NEWLINE) count += 1;
  if (count === 0) return bytes;
  const out = Buffer.allocUnsafe(bytes.length + count);
  let at = 0;
  for (const byte of bytes) {
    if (byte === NEWLINE) out[at++] = RETURN;
    out[at++] = byte;
  }
  return out;
}

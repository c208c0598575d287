/** How Gantry and its program in a helper container talk: resources/helper-program/files.c says it in full. */
const LENGTH = 4;
const HEAD = 9;

export interface Answer {
  readonly id: number;
  /** `d` data, `n` the file began anew, `e` the end, with an error number. */
  readonly kind: 'd' | 'e' | 'n';
  /** Of the chunk that it came in: copy what is kept. */
  readonly payload: Buffer;
}

export function requestFrame(id: number, operation: string, payload: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(HEAD + payload.byteLength);
  frame.writeUInt32LE(payload.byteLength + HEAD - LENGTH, 0);
  frame.writeUInt32LE(id, 4);
  frame.write(operation, 8, 'latin1');
  frame.set(payload, HEAD);
  return frame;
}

/** Takes the program’s output apart; chunks may be cut anywhere. */
export class AnswerReader {
  #rest: Buffer = Buffer.alloc(0);

  *push(chunk: Buffer): Generator<Answer, void, undefined> {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    let at = 0;
    while (at + HEAD <= bytes.length) {
      const end = at + LENGTH + bytes.readUInt32LE(at);
      if (end > bytes.length) break;
      const kind = String.fromCharCode(bytes[at + 8]!) as Answer['kind'];
      yield { id: bytes.readUInt32LE(at + 4), kind, payload: bytes.subarray(at + HEAD, end) };
      at = end;
    }
    this.#rest = Buffer.from(bytes.subarray(at)); // a copy: the chunk is larger than what is kept of it
  }
}

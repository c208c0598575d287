/** A piece of what a client says: passed on as it came, or a whole request that is looked at first. */
export type RequestPart =
  | { readonly type: 'pass'; readonly bytes: Buffer }
  | { readonly type: 'held'; readonly target: string; readonly bytes: Buffer; readonly body: Buffer };

const HEAD_LIMIT_BYTES = 64 * 1024;
/** A larger one is no container: it is passed on unseen. */
const HELD_LIMIT_BYTES = 8 * 1024 * 1024;
const END_OF_HEAD = '\r\n\r\n';

/**
 * Follows HTTP/1.1 requests through a stream of bytes without changing any, and holds those that `isHeld` picks. What is no
 * HTTP, and what follows a request for another protocol (attach, exec, BuildKit's session), is passed on untouched.
 */
export class RequestParts {
  readonly #isHeld: (method: string, target: string) => boolean;
  #state: 'head' | 'length' | 'size' | 'chunk' | 'trailer' | 'raw' = 'head';
  /** What there is of a head or a line. */
  #line = Buffer.alloc(0);
  #left = 0;
  #held: { readonly target: string; readonly bytes: Buffer[]; readonly body: Buffer[] } | undefined;

  constructor(isHeld: (method: string, target: string) => boolean) {
    this.#isHeld = isHeld;
  }

  *push(chunk: Buffer): Generator<RequestPart> {
    let rest = chunk;
    while (rest.length > 0) {
      switch (this.#state) {
        case 'raw':
          yield { type: 'pass', bytes: rest };
          return;
        case 'head': {
          const text = Buffer.concat([this.#line, rest]);
          const end = text.indexOf(END_OF_HEAD);
          if (end < 0 && mayBeHead(text)) {
            this.#line = text;
            return;
          }
          this.#line = Buffer.alloc(0);
          if (end < 0) {
            this.#state = 'raw';
            rest = text;
            break;
          }
          rest = text.subarray(end + END_OF_HEAD.length);
          yield* this.#begin(text.subarray(0, end + END_OF_HEAD.length));
          break;
        }
        case 'length':
        case 'chunk': {
          const piece = rest.subarray(0, this.#left);
          rest = rest.subarray(piece.length);
          this.#left -= piece.length;
          yield* this.#take(piece, this.#state === 'length' ? piece : withoutEnd(piece, this.#left));
          if (this.#left > 0) return;
          if (this.#state === 'length') yield* this.#end();
          else this.#state = 'size';
          break;
        }
        case 'size':
        case 'trailer': {
          const text = Buffer.concat([this.#line, rest]);
          const end = text.indexOf('\r\n');
          if (end < 0) {
            this.#line = text;
            return;
          }
          this.#line = Buffer.alloc(0);
          const line = text.subarray(0, end + 2);
          rest = text.subarray(line.length);
          yield* this.#take(line);
          yield* this.#endLine(line.toString('latin1').trim());
        }
      }
    }
  }

  *#begin(head: Buffer): Generator<RequestPart> {
    const [first = '', ...headers] = head.toString('latin1').split('\r\n');
    const [method = '', target = ''] = first.split(' ');
    const header = (name: string) =>
      headers
        .find((line) => line.toLowerCase().startsWith(`${name}:`))
        ?.slice(name.length + 1)
        .trim();
    const lengthBytes = Number(header('content-length') ?? 0);
    if (header('upgrade') !== undefined || isTakenOver(target)) {
      this.#state = 'raw';
      return yield { type: 'pass', bytes: head };
    }
    if (this.#isHeld(method, target) && lengthBytes <= HELD_LIMIT_BYTES)
      this.#held = { target, bytes: [head], body: [] };
    else yield { type: 'pass', bytes: head };
    this.#left = lengthBytes;
    if (header('transfer-encoding')?.toLowerCase().includes('chunked')) this.#state = 'size';
    else if (lengthBytes > 0) this.#state = 'length';
    else yield* this.#end();
  }

  *#take(bytes: Buffer, content?: Buffer): Generator<RequestPart> {
    if (!this.#held) return yield { type: 'pass', bytes };
    this.#held.bytes.push(bytes);
    if (content) this.#held.body.push(content);
    if (this.#held.body.reduce((sum, { length }) => sum + length, 0) <= HELD_LIMIT_BYTES) return;
    yield { type: 'pass', bytes: Buffer.concat(this.#held.bytes) };
    this.#held = undefined;
  }

  *#endLine(line: string): Generator<RequestPart> {
    if (this.#state === 'trailer') {
      if (line === '') yield* this.#end();
      return;
    }
    const sizeBytes = Number.parseInt(line, 16);
    this.#left = sizeBytes + 2;
    this.#state = Number.isNaN(sizeBytes) ? 'raw' : sizeBytes === 0 ? 'trailer' : 'chunk';
  }

  *#end(): Generator<RequestPart> {
    const held = this.#held;
    this.#held = undefined;
    this.#state = 'head';
    if (held)
      yield { type: 'held', target: held.target, bytes: Buffer.concat(held.bytes), body: Buffer.concat(held.body) };
  }
}

/** A chunk ends with a line break, of which this piece may hold a part. */
const withoutEnd = (piece: Buffer, left: number): Buffer =>
  piece.subarray(0, Math.max(0, piece.length - Math.max(0, 2 - left)));

const mayBeHead = (text: Buffer): boolean =>
  text.length <= HEAD_LIMIT_BYTES && /^[A-Z]{0,7}$|^[A-Z]{3,7} /.test(text.toString('latin1', 0, 8));

/** Those that take the connection over even when they do not say so, as old clients do. */
const isTakenOver = (target: string): boolean => /\/(attach|session|grpc|exec\/[^/]+\/start)(\?|$)/.test(target);

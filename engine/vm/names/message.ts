/** DNS messages (RFC 1035), as far as a resolver of names needs them: one question, answers without compression. */
export interface Question {
  readonly name: string;
  /** A number of the registry: 1 is A, 28 is AAAA. */
  readonly type: number;
}

export interface Query extends Question {
  readonly id: number;
  readonly isRecursionDesired: boolean;
  /** The longest answer that fits into one datagram for whoever asks (RFC 6891). */
  readonly maxBytes: number;
}

export interface Answer {
  readonly type: number;
  readonly ttlSeconds: number;
  readonly data: Buffer;
}

export const RECORD = { A: 1, NS: 2, CNAME: 5, SOA: 6, PTR: 12, MX: 15, TXT: 16, AAAA: 28, SRV: 33 } as const;

export type ResponseCode = 'ok' | 'malformed' | 'failed' | 'no-such-name';
const CODES: Readonly<Record<ResponseCode, number>> = { ok: 0, malformed: 1, failed: 2, 'no-such-name': 3 };

const HEADER_BYTES = 12;
const OPT = 41;
const PLAIN_UDP_BYTES = 512;
const INTERNET = 1;

/** Undefined for what is no question, or more than one. */
export function parseQuery(message: Buffer): Query | undefined {
  if (message.length < HEADER_BYTES) return undefined;
  const flags = message.readUInt16BE(2);
  const isQuestion = (flags & 0xf800) === 0;
  if (!isQuestion || message.readUInt16BE(4) !== 1) return undefined;
  const named = readName(message, HEADER_BYTES);
  if (!named || named.end + 4 > message.length) return undefined;
  const type = message.readUInt16BE(named.end);
  if (message.readUInt16BE(named.end + 2) !== INTERNET) return undefined;
  return {
    id: message.readUInt16BE(0),
    name: named.name,
    type,
    isRecursionDesired: (flags & 0x0100) !== 0,
    maxBytes: Math.max(PLAIN_UDP_BYTES, advertisedBytes(message, named.end + 4)),
  };
}

/** In a question nothing can be pointed at yet: labels only. */
function readName(message: Buffer, start: number): { readonly name: string; readonly end: number } | undefined {
  const labels: string[] = [];
  let at = start;
  for (;;) {
    const length = message[at];
    if (length === undefined || length > 63) return undefined;
    at += 1;
    if (length === 0) return { name: labels.join('.'), end: at };
    if (at + length > message.length || at - start > 255) return undefined;
    labels.push(message.toString('latin1', at, at + length));
    at += length;
  }
}

/** The first additional record is the one of EDNS when nothing else stands between. */
function advertisedBytes(message: Buffer, at: number): number {
  const isEdns = message.readUInt16BE(10) > 0 && message[at] === 0 && at + 5 <= message.length;
  return isEdns && message.readUInt16BE(at + 1) === OPT ? message.readUInt16BE(at + 3) : 0;
}

/** Longer than `maxBytes` it says so and holds no answers: whoever asks comes again over TCP. */
export function writeResponse(query: Query, code: ResponseCode, answers: readonly Answer[], maxBytes: number): Buffer {
  const whole = compose(query, code, answers, false);
  return whole.length <= maxBytes ? whole : compose(query, code, [], true);
}

function compose(query: Query, code: ResponseCode, answers: readonly Answer[], isTruncated: boolean): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  const recursion = 0x0080 | (query.isRecursionDesired ? 0x0100 : 0);
  header.writeUInt16BE(query.id, 0);
  header.writeUInt16BE(0x8000 | recursion | (isTruncated ? 0x0200 : 0) | CODES[code], 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(answers.length, 6);
  return Buffer.concat([header, writeName(query.name), numbers(query.type, INTERNET), ...answers.map(writeAnswer)]);
}

function writeAnswer({ type, ttlSeconds, data }: Answer): Buffer {
  const fixed = Buffer.alloc(12);
  fixed.writeUInt16BE(0xc000 | HEADER_BYTES, 0); // the question's name
  fixed.writeUInt16BE(type, 2);
  fixed.writeUInt16BE(INTERNET, 4);
  fixed.writeUInt32BE(ttlSeconds, 6);
  fixed.writeUInt16BE(data.length, 10);
  return Buffer.concat([fixed, data]);
}

export function writeName(name: string): Buffer {
  const labels = name.split('.').filter(Boolean);
  return Buffer.concat([
    ...labels.flatMap((label) => {
      const text = Buffer.from(label, 'latin1').subarray(0, 63);
      return [Buffer.from([text.length]), text];
    }),
    Buffer.from([0]),
  ]);
}

export function numbers(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => bytes.writeUInt16BE(value, index * 2));
  return bytes;
}

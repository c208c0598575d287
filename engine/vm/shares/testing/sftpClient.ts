import type { Duplex } from 'node:stream';
import { frames } from '../sftp/frames.ts';
import { PacketReader } from '../sftp/packetReader.ts';
import { EXTENSION, REPLY, REQUEST } from '../sftp/protocol.ts';

export interface Answer {
  readonly type: number;
  /** After the request's number. */
  readonly packet: PacketReader;
  /** Of a status; 0 for anything else. */
  readonly status: number;
}

/** As plain a client as can be: it sends what it is told, right or wrong. */
export class SftpClient {
  readonly #stream: Duplex;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #next = 1;

  constructor(stream: Duplex) {
    this.#stream = stream;
    this.send(Buffer.concat([Buffer.from([REQUEST.init]), uint32(3)]));
    this.#listen().catch(() => undefined); // It is hung up on.
  }

  ask(type: number, ...parts: readonly Buffer[]): Promise<Answer> {
    const id = this.#next++;
    const answered = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve));
    this.send(Buffer.concat([Buffer.from([type]), uint32(id), ...parts]));
    return answered;
  }

  extended(name: keyof typeof EXTENSION, ...parts: readonly Buffer[]): Promise<Answer> {
    return this.ask(REQUEST.extended, text(EXTENSION[name]), ...parts);
  }

  send(packet: Buffer): void {
    this.#stream.write(Buffer.concat([uint32(packet.length), packet]));
  }

  async #listen(): Promise<void> {
    for await (const frame of frames(this.#stream, 1 << 20)) {
      const packet = new PacketReader(frame);
      const type = packet.byte();
      if (type === REPLY.version) continue;
      const id = packet.uint32();
      const status = type === REPLY.status ? packet.uint32() : 0;
      this.#waiting.get(id)?.({ type, packet, status });
      this.#waiting.delete(id);
    }
  }
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

export function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

/** A string of the protocol. */
export const text = (value: string | Buffer): Buffer => {
  const bytes = Buffer.from(value as string);
  return Buffer.concat([uint32(bytes.length), bytes]);
};

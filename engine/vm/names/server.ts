import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { LookUp } from './lookUp.ts';
import { parseQuery, writeResponse } from './message.ts';

/** A resolver for the guest, on this machine's loopback alone. Close it. */
export interface NameServer {
  /** The same for UDP and TCP. */
  readonly port: number;
  close(): void;
}

const LOOPBACK = '127.0.0.1';
const ATTEMPTS = 5;
const IDLE_MS = 10_000;
const MAX_TCP_BYTES = 65_535;

/** Rejects when no port is free for both. */
export async function openNameServer(lookUp: LookUp): Promise<NameServer> {
  for (let attempt = 1; ; attempt++) {
    const udp = createSocket('udp4');
    const tcp = createServer();
    try {
      await new Promise<void>((resolve, reject) => udp.once('error', reject).bind(0, LOOPBACK, resolve));
      const { port } = udp.address();
      await new Promise<void>((resolve, reject) => tcp.once('error', reject).listen(port, LOOPBACK, resolve));
      return serve(udp, tcp, lookUp);
    } catch (error) {
      udp.close();
      tcp.close();
      if (attempt >= ATTEMPTS) throw error;
    }
  }
}

function serve(udp: UdpSocket, tcp: Server, lookUp: LookUp): NameServer {
  const open = new Set<Socket>();
  const answer = async (message: Buffer, limit?: number): Promise<Buffer | undefined> => {
    const query = parseQuery(message);
    if (!query) return undefined;
    const { code, answers } = await lookUp(query);
    return writeResponse(query, code, answers, limit ?? query.maxBytes);
  };
  udp.on('error', () => {}); // A datagram that could not be sent: whoever asks asks again.
  udp.on('message', (message, from) => {
    void answer(message).then((response) => response && udp.send(response, from.port, from.address, () => {}));
  });
  tcp.on('connection', (socket) => {
    open.add(socket);
    socket.setTimeout(IDLE_MS, () => socket.destroy());
    socket.on('error', () => {}).once('close', () => open.delete(socket));
    readMessages(socket, (message) => {
      void answer(message, MAX_TCP_BYTES).then((response) => {
        if (!response) return socket.destroy();
        const length = Buffer.alloc(2);
        length.writeUInt16BE(response.length, 0);
        socket.write(Buffer.concat([length, response]));
      });
    });
  });
  return {
    port: (tcp.address() as AddressInfo).port,
    close: () => {
      udp.close();
      tcp.close();
      for (const socket of open) socket.destroy();
    },
  };
}

/** Over TCP each message comes after its length. */
function readMessages(socket: Socket, onMessage: (message: Buffer) => void): void {
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (part: Buffer) => {
    rest = Buffer.concat([rest, part]);
    while (rest.length >= 2 && rest.length >= 2 + rest.readUInt16BE(0)) {
      const end = 2 + rest.readUInt16BE(0);
      onMessage(rest.subarray(2, end));
      rest = rest.subarray(end);
    }
  });
}

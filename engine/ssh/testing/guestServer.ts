import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import ssh2, { type Connection, type ServerChannel } from 'ssh2';

/** How a command of the guest answers. */
export interface Reply {
  readonly status?: number;
  readonly stdout?: string;
  readonly stderr?: string;
  /** What it is given on its standard input is waited for; else it ends at once. */
  readonly onInput?: (text: string) => void;
  /** It says more and more, until it is let go of. */
  readonly stays?: boolean;
}

/** SSH as a guest speaks it: sessions that run commands, channels to a socket. In this process: it can be cut and made silent. */
export interface GuestServer {
  readonly port: number;
  /** `ssh-ed25519 AAAA…` */
  readonly hostKey: string;
  readonly commands: readonly string[];
  /** How often somebody has signed in. */
  readonly signInCount: number;
  /** What answers a command; undefined for one that never answers. */
  reply: (command: string) => Reply | undefined;
  /** The socket that /run/docker.sock is; undefined while there is none. */
  engineSocket: string | undefined;
  cutConnections(): void;
  close(): Promise<void>;
}

export interface GuestServerOptions {
  /** Read when somebody signs in. */
  readonly allowedKey: () => string;
  readonly hostKey?: { readonly private: string; readonly public: string };
}

export const makeServerKey = () => {
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync('ed25519');
    if (!(ssh2.utils.parseKey(pair.private) instanceof Error)) return pair;
  }
};

export async function startGuestServer(options: GuestServerOptions): Promise<GuestServer> {
  const key = options.hostKey ?? makeServerKey();
  const clients = new Set<Connection>();
  const commands: string[] = [];
  let signInCount = 0;
  const server = new ssh2.Server({ hostKeys: [key.private] }, (client) => {
    clients.add(client);
    client.on('close', () => clients.delete(client));
    client.on('error', () => {}); // It is cut.
    client.on('authentication', (context) => {
      if (context.method !== 'publickey' || context.username !== 'root') return context.reject(['publickey']);
      const allowed = Buffer.from(options.allowedKey().split(' ')[1] ?? '', 'base64');
      if (!context.key.data.equals(allowed)) return context.reject(['publickey']);
      context.accept();
    });
    client.on('ready', () => {
      signInCount++;
    });
    client.on('session', (accept) => {
      accept().on('exec', (acceptExec, _reject, { command }) => {
        commands.push(command);
        answer(acceptExec(), guest.reply(command));
      });
    });
    const onStreamLocal = (accept: () => ServerChannel, reject: () => void) => {
      if (guest.engineSocket === undefined) return reject();
      const engine = connect({ path: guest.engineSocket, allowHalfOpen: true });
      const refuse = () => reject();
      engine.once('error', refuse);
      engine.once('connect', () => {
        engine.removeListener('error', refuse);
        const channel = accept();
        engine.on('error', () => channel.close());
        channel.on('error', () => engine.destroy());
        channel.once('close', () => engine.destroy());
        // One side may end while the other goes on, as sshd and dropbear pass it on.
        channel.on('data', (chunk: Buffer) => engine.write(chunk));
        channel.on('end', () => engine.end());
        engine.on('data', (chunk) => channel.write(chunk));
        engine.on('end', () => (channel as unknown as { eof(): void }).eof());
        engine.once('close', () => channel.close());
      });
    };
    (client as unknown as { on(event: string, listener: typeof onStreamLocal): void }).on(
      'openssh.streamlocal',
      onStreamLocal,
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const guest: GuestServer = {
    port: (server.address() as AddressInfo).port,
    hostKey: key.public.split(' ').slice(0, 2).join(' '),
    commands,
    get signInCount() {
      return signInCount;
    },
    reply: () => ({}),
    engineSocket: undefined,
    cutConnections: () => {
      for (const client of clients) (client as unknown as { _sock: { destroy(): void } })._sock.destroy();
    },
    close: async () => {
      guest.cutConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return guest;
}

function answer(channel: ServerChannel, reply: Reply | undefined): void {
  channel.on('error', () => {});
  if (!reply) return;
  const finish = () => {
    if (reply.stderr) channel.stderr.write(reply.stderr);
    if (reply.stdout) channel.write(reply.stdout);
    if (reply.stays) return;
    channel.exit(reply.status ?? 0);
    channel.end();
  };
  let input = '';
  channel.on('data', (chunk: Buffer) => (input += chunk.toString()));
  channel.once('end', () => {
    reply.onInput?.(input);
    if (!reply.stays) finish();
    else channel.end();
  });
  if (reply.stays) finish();
}

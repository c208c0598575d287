import { Agent } from 'node:http';
import type { Duplex } from 'node:stream';
import type { SshAddress } from './address.ts';
import { connectSsh, type SshOptions } from './connect.ts';
import type { SshConnection } from './connection.ts';
import { StdioDialer } from './dialStdio.ts';
import { probeDocker } from './dockerProbe.ts';
import { SshFailure } from './problem.ts';

const DEFAULT_SOCKET = '/var/run/docker.sock';

/** The engine of another machine: any number of connections to it, over one of SSH. Close it. */
export interface DockerTunnel {
  /** For Node's HTTP client; it keeps what it opened for the next request. */
  readonly agent: Agent;
  readonly connection: SshConnection;
  /** One connection to the engine. Rejects with `SshFailure`. */
  dial(): Promise<Duplex>;
  close(): void;
}

/**
 * Connects and finds the way to the engine: its socket (`direct-streamlocal`), else `docker system dial-stdio` there.
 * Rejects with `SshFailure`; whether the engine answers is not asked.
 */
export async function openDockerTunnel(address: SshAddress, options: SshOptions): Promise<DockerTunnel> {
  const connection = await connectSsh(address, options);
  try {
    const path = address.path ?? DEFAULT_SOCKET;
    const first = await connection.openSocket(path).catch(() => undefined);
    if (!first) return await byProgram(connection, address, path, options);
    // What was opened to see that it can be is the first request's.
    let unused: Duplex | undefined = first;
    const dial = async (): Promise<Duplex> => {
      const socket = unused && !unused.destroyed ? unused : await connection.openSocket(path);
      unused = undefined;
      return socket;
    };
    return tunnelOver(connection, dial, () => unused?.destroy());
  } catch (thrown) {
    connection.close();
    throw thrown;
  }
}

async function byProgram(connection: SshConnection, address: SshAddress, path: string, options: SshOptions) {
  const { user = connection.user, socket, hasDocker } = await probeDocker(connection, path);
  if (socket === 'forbidden') throw new SshFailure(connection.host, { type: 'socket-denied', user, path });
  // Its own docker may know another engine, a rootless one: unless a path was asked for.
  if (socket === 'absent' && (address.path !== undefined || !hasDocker)) {
    throw new SshFailure(connection.host, { type: hasDocker ? 'engine-stopped' : 'no-docker', user, path });
  }
  if (!hasDocker) throw new SshFailure(connection.host, { type: 'no-docker', user, path });
  const dialer = new StdioDialer(connection, address, options);
  return tunnelOver(
    connection,
    () => dialer.dial(),
    () => dialer.close(),
  );
}

function tunnelOver(connection: SshConnection, dial: () => Promise<Duplex>, end: () => void): DockerTunnel {
  return {
    agent: new TunnelAgent(dial),
    connection,
    dial,
    close() {
      end();
      connection.close();
    },
  };
}

class TunnelAgent extends Agent {
  readonly #dial: () => Promise<Duplex>;

  constructor(dial: () => Promise<Duplex>) {
    super({ keepAlive: true, maxFreeSockets: 4 });
    this.#dial = dial;
  }

  override createConnection(_options: unknown, opened: (error: Error | null, socket?: Duplex) => void): undefined {
    this.#dial().then(
      (socket) => opened(null, socket),
      (error: Error) => opened(error),
    );
  }
}

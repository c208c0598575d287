import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './freePort.ts';

interface TlsServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Something that wants a client’s certificate and says in an alert what it has against it, as Go’s TLS does. */
export async function startTlsServer(cwd: string, args: readonly string[]): Promise<TlsServer> {
  const port = await freePort();
  const child: ChildProcess = spawn(
    'openssl',
    ['s_server', '-accept', `127.0.0.1:${port}`, '-www', '-verify_return_error', ...args],
    { cwd, stdio: 'ignore' },
  );
  const ended = once(child, 'exit');
  for (let tries = 0; !(await answers(port)); tries++) {
    if (tries > 200 || child.exitCode !== null) throw new Error('openssl s_server did not start.');
    await delay(20);
  }
  return {
    port,
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

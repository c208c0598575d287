import type { Duplex, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { AppFailure } from '../../../contract/errors.ts';
import type { SshConnection, SshProcess } from '../../ssh/index.ts';

/** In the guest. */
const ENGINE_SOCKET = '/run/docker.sock';
/** The guest says READY when SSH answers; the engine's socket follows. */
const SOCKET_RETRY_MS = 100;
const RECONNECT_MS = 300;

export interface CommandResult {
  /** Undefined when a signal or a lost connection ended it. */
  readonly status: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** The one SSH connection to the guest: made when it is needed, and again when it was lost. Close it. */
export interface GuestLink {
  /** A connection to the engine, half-open. Waits for its socket; rejects when there is none within `waitMs`, and once closed. */
  dialEngine(waitMs: number): Promise<Duplex>;
  openTcp(host: string, port: number): Promise<Duplex>;
  /**
   * Runs a command of the guest's shell to its end. Rejects when it has not ended within `timeoutMs`; the connection is then
   * taken for dead, as it is after the host has slept.
   */
  run(command: string, options: { readonly timeoutMs: number; readonly input?: string }): Promise<CommandResult>;
  /** A command that goes on. Destroy its `io`. */
  begin(command: string): Promise<SshProcess>;
  close(): void;
}

/** `connect` makes one; what it rejects with is what is wrong when no other attempt follows. */
export function createGuestLink(connect: (signal: AbortSignal) => Promise<SshConnection>): GuestLink {
  const closing = new AbortController();
  let current: Promise<SshConnection> | undefined;

  const connection = (): Promise<SshConnection> => {
    if (closing.signal.aborted) return Promise.reject(isOver());
    if (current) return current;
    const attempt = connect(closing.signal).then((made) => {
      if (closing.signal.aborted) made.close();
      void made.closed.then(() => forget(attempt));
      return made;
    });
    attempt.catch(() => forget(attempt));
    current = attempt;
    return attempt;
  };
  const forget = (attempt: Promise<SshConnection>) => {
    if (current === attempt) current = undefined;
  };

  /** What goes wrong is tried again on what then is the connection, until `giveUpAt`. */
  const persist = async <T>(work: (on: SshConnection) => Promise<T>, waitMs: number, pauseMs: number): Promise<T> => {
    const giveUpAt = Date.now() + waitMs;
    for (;;) {
      const attempt = connection();
      try {
        return await work(await attempt);
      } catch (error) {
        if (closing.signal.aborted) throw isOver();
        if (Date.now() + pauseMs >= giveUpAt) throw error;
      }
      await delay(current === attempt ? pauseMs : RECONNECT_MS);
    }
  };

  return {
    dialEngine: (waitMs) =>
      persist((on) => on.openSocket(ENGINE_SOCKET, { isHalfOpen: true }), waitMs, SOCKET_RETRY_MS),
    openTcp: async (host, port) => (await connection()).openTcp(host, port, { isHalfOpen: true }),
    begin: (command) => persist((on) => on.exec(command), RECONNECT_MS * 4, RECONNECT_MS),
    run: async (command, { timeoutMs, input = '' }) => {
      const attempt = connection();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          forget(attempt);
          void attempt.then((on) => on.close()).catch(() => {});
          reject(tooSlow(command, timeoutMs));
        }, timeoutMs);
      });
      try {
        return await Promise.race([late, attempt.then((on) => on.exec(command)).then((begun) => finish(begun, input))]);
      } finally {
        clearTimeout(timer);
      }
    },
    close: () => {
      closing.abort();
      void current?.then((made) => made.close()).catch(() => {});
    },
  };
}

async function finish({ io, stderr, exitCode }: SshProcess, input: string): Promise<CommandResult> {
  const said = Promise.all([textOf(io), textOf(stderr)]);
  // Nothing is not written: a command that has ended by now would refuse even that.
  if (input === '') io.end();
  else io.end(input);
  const [[stdout, errors], status] = [await said, await exitCode];
  return { status, stdout, stderr: errors };
}

/** What came before a connection was lost is not all of it. */
const textOf = async (stream: Readable): Promise<string> => (await buffer(stream)).toString();

const isOver = () => new AppFailure({ code: 'disconnected', message: 'The VM has ended.', hint: 'Start the engine.' });

const tooSlow = (command: string, timeoutMs: number) =>
  new AppFailure({
    code: 'disconnected',
    message: `The VM did not answer within ${Math.round(timeoutMs / 1000)} s.`,
    hint: 'It is connected to again by itself. If it stays so, restart the engine.',
    engineText: command.slice(0, 200),
  });

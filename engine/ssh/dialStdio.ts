import type { Duplex } from 'node:stream';
import { connectSsh, type SshOptions } from './connect.ts';
import type { SshAddress } from './address.ts';
import type { SshConnection } from './connection.ts';
import { quoted } from './dockerProbe.ts';
import { SshFailure } from './problem.ts';

/** Of what the program there says, enough to know why it ended. */
const MAX_SAID = 4096;

/** How often one call looks for room before it says that there is none. */
const MAX_GROWN = 20;

interface Spare {
  readonly connection: SshConnection;
  sessions: number;
}

/**
 * The way for machines that let nobody reach a socket: `docker system dial-stdio` there, one program for each connection,
 * as the docker CLI does it. A machine allows ten of them for one SSH connection (`MaxSessions`): then another is made.
 */
export class StdioDialer {
  readonly #address: SshAddress;
  readonly #options: SshOptions;
  readonly #pool: Spare[];
  #growing: Promise<void> | undefined;
  #isClosed = false;

  constructor(first: SshConnection, address: SshAddress, options: SshOptions) {
    this.#address = address;
    this.#options = options;
    this.#pool = [{ connection: first, sessions: 0 }];
  }

  async dial(): Promise<Duplex> {
    for (let grown = 0; ; grown++) {
      for (const spare of this.#pool) {
        const io = await this.#dialOn(spare).catch((thrown: unknown) => {
          if (spare.sessions === 0 || grown >= MAX_GROWN) throw thrown; // it is not that there are too many
          return undefined;
        });
        if (io) return io;
      }
      await (this.#growing ??= this.#grow().finally(() => (this.#growing = undefined)));
    }
  }

  async #grow(): Promise<void> {
    const connection = await connectSsh(this.#address, this.#options);
    if (this.#isClosed) connection.close();
    else this.#pool.push({ connection, sessions: 0 });
  }

  /** The first connection is not its own. */
  close(): void {
    this.#isClosed = true;
    for (const { connection } of this.#pool.splice(0).slice(1)) connection.close();
  }

  async #dialOn(spare: Spare): Promise<Duplex> {
    const { path } = this.#address;
    const host = path === undefined ? '' : `--host ${quoted(`unix://${path}`)} `;
    spare.sessions += 1; // counted while it is asked for: others are too
    const { io, stderr, exitCode } = await spare.connection
      .exec(`docker ${host}system dial-stdio`)
      .catch((thrown: unknown) => {
        spare.sessions -= 1;
        throw thrown;
      });
    let said = '';
    stderr.on('data', (chunk: Buffer) => {
      if (said.length < MAX_SAID) said += chunk.toString();
    });
    void exitCode.then((code) => {
      if (code) io.destroy(this.#ended(spare.connection, code, said.trim()));
    });
    io.once('close', () => {
      spare.sessions -= 1;
      const at = this.#pool.indexOf(spare);
      if (at < 1 || spare.sessions > 0) return;
      this.#pool.splice(at, 1);
      spare.connection.close();
    });
    return io;
  }

  #ended({ host, user }: SshConnection, code: number, said: string): SshFailure {
    const path = this.#address.path ?? '/var/run/docker.sock';
    if (/permission denied/i.test(said)) return new SshFailure(host, { type: 'socket-denied', user, path }, said);
    if (code === 127 || /not found|not recognized/i.test(said)) {
      return new SshFailure(host, { type: 'no-docker', user, path }, said);
    }
    return new SshFailure(host, { type: 'engine-stopped', path }, said);
  }
}

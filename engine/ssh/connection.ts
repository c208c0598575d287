import type { Duplex, Readable } from 'node:stream';
import type { Client, ClientChannel } from 'ssh2';
import { ChannelSocket } from './channelSocket.ts';
import { SshFailure, sshFailure } from './problem.ts';

export interface SshProcess {
  /** Its standard input and output. Destroy it to let go of it. */
  readonly io: Duplex;
  readonly stderr: Readable;
  /** Undefined when a signal or a lost connection ended it. */
  readonly exitCode: Promise<number | undefined>;
}

/** One connection to one machine; everything goes over it. Close it. */
export interface SshConnection {
  readonly host: string;
  readonly user: string;
  /** Resolves with the reason when it has ended, by whomever. */
  readonly closed: Promise<SshFailure>;
  /**
   * To a Unix socket of that machine. Rejects with `SshFailure`; a refusal's text is in `said`. Half-open, either side may
   * end what it says while the other goes on: end it when its reading has ended.
   */
  openSocket(path: string, options?: { readonly isHalfOpen?: boolean }): Promise<Duplex>;
  /** To a port, as seen from that machine. */
  openTcp(host: string, port: number, options?: { readonly isHalfOpen?: boolean }): Promise<Duplex>;
  /** Runs a command in the person's shell there. */
  exec(command: string): Promise<SshProcess>;
  close(): void;
}

interface Parts {
  readonly client: Client;
  readonly host: string;
  readonly user: string;
  /** The machines on the way: they are let go with it. */
  readonly beneath: readonly SshConnection[];
}

type Opened = (error: Error | undefined, channel: ClientChannel) => void;

export class SshLink implements SshConnection {
  readonly host: string;
  readonly user: string;
  readonly closed: Promise<SshFailure>;
  readonly #client: Client;
  readonly #beneath: readonly SshConnection[];
  readonly #sockets = new Set<ChannelSocket>();
  #isOpen = true;

  constructor({ client, host, user, beneath }: Parts) {
    this.host = host;
    this.user = user;
    this.#client = client;
    this.#beneath = beneath;
    let reason: Error | undefined;
    client.on('error', (error) => (reason ??= error));
    this.closed = new Promise((resolve) => {
      client.once('close', () => {
        this.#end();
        resolve(new SshFailure(host, { type: 'lost' }, reason?.message));
      });
    });
  }

  async openSocket(path: string, { isHalfOpen = false } = {}): Promise<Duplex> {
    const begin = (opened: Opened) => this.#client.openssh_forwardOutStreamLocal(path, opened);
    return this.#socketOf(await this.#channel(begin), isHalfOpen);
  }

  async openTcp(host: string, port: number, { isHalfOpen = false } = {}): Promise<Duplex> {
    const begin = (opened: Opened) => this.#client.forwardOut('127.0.0.1', 0, host, port, opened);
    return this.#socketOf(await this.#channel(begin), isHalfOpen);
  }

  async exec(command: string): Promise<SshProcess> {
    const channel = await this.#channel((opened) => this.#client.exec(command, opened));
    const exitCode = new Promise<number | undefined>((resolve) => {
      channel.once('exit', (code: number | null) => resolve(code ?? undefined));
      channel.once('close', () => resolve(undefined));
      void this.closed.then(() => resolve(undefined));
    });
    return { io: this.#socketOf(channel), stderr: channel.stderr as unknown as Readable, exitCode };
  }

  close(): void {
    this.#end();
    this.#client.end();
    this.#client.destroy();
  }

  #end() {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    const cut = Object.assign(new Error(`The connection to ${this.host} was lost.`), { code: 'ECONNRESET' });
    for (const socket of this.#sockets) socket.destroy(cut);
    for (const connection of this.#beneath.toReversed()) connection.close();
  }

  #socketOf(channel: ClientChannel, isHalfOpen = false): ChannelSocket {
    const socket = new ChannelSocket(channel, isHalfOpen);
    socket.on('error', () => {}); // whoever uses it sees it; nobody may be
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    return socket;
  }

  #channel(begin: (opened: Opened) => void): Promise<ClientChannel> {
    return new Promise((resolve, reject) => {
      if (!this.#isOpen) return reject(new SshFailure(this.host, { type: 'lost' }));
      try {
        begin((error, channel) => (error ? reject(sshFailure(this.host, error)) : resolve(channel)));
      } catch (thrown) {
        reject(sshFailure(this.host, thrown));
      }
    });
  }
}

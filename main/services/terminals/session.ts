import type { Duplex } from 'node:stream';
import { toAppError } from '../../../contract/errors.ts';
import type { Terminal, TerminalOutput } from '../../../contract/model/terminal.ts';
import { CONNECTION_LOST } from '../../../contract/rpc/transport.ts';
import { OutputQueue } from './outputQueue.ts';

/** A page that went away may only be loaded anew; one that is gone for so long does not come back. */
const UNREAD_MS = 60_000;
/** A page whose connection broke did not go: a laptop that sleeps over night finds its shells in the morning. */
const LOST_MS = 12 * 3_600_000;

export interface Ending {
  readonly exitCode?: number;
  readonly message: string;
}

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** What differs between a shell of its own and the main process. */
export interface TerminalEnd {
  /** `/bin/bash`, or the container's own command. */
  readonly program: string;
  /** When the main process that is attached to began, epoch ms. */
  readonly processStartedAt?: number;
  readonly pipe: Duplex;
  /** Bytes that came while it was opened. */
  readonly first: Buffer;
  /** Takes the engine's framing away, where there is one; gives pieces to show. */
  readonly unwrap?: (chunk: Buffer) => readonly Buffer[];
  /** What is typed, where it does not go into the pipe as it is; `show` is for the screen. */
  readonly write?: (bytes: Uint8Array, show: (bytes: Buffer) => void) => Promise<void>;
  resize(size: Size): Promise<void>;
  /** How it came to its end, asked when its pipe has closed. */
  ending(): Promise<Ending>;
  /** Leaves nothing running that the terminal began. */
  close(): Promise<void>;
}

export class TerminalSession {
  readonly terminal: Terminal;
  readonly #end: TerminalEnd;
  readonly #queue: OutputQueue;
  readonly #ended: Promise<Ending>;
  readonly #onGone: () => void;
  #closing: Promise<void> | undefined;
  #unread: NodeJS.Timeout | undefined;
  /** What came is not what a terminal says. */
  #fault: string | undefined;

  constructor(terminal: Terminal, end: TerminalEnd, onGone: () => void) {
    this.terminal = terminal;
    this.#end = end;
    this.#onGone = onGone;
    this.#queue = new OutputQueue(end.pipe);
    this.#push(end.first);
    end.pipe.on('data', (chunk: Buffer) => this.#push(chunk)).resume();
    this.#ended = new Promise<void>((resolve) => end.pipe.once('close', resolve)).then(() => {
      this.#queue.end();
      return this.#fault ? { message: this.#fault } : end.ending();
    });
    this.#ended.catch(() => {}); // told to whoever reads to the end; nobody may be reading
    this.#waitForReader();
  }

  async *output(signal: AbortSignal): AsyncGenerator<TerminalOutput, void, undefined> {
    clearTimeout(this.#unread);
    try {
      for await (const bytes of this.#queue.read(signal)) yield { type: 'data', bytes };
      if (signal.aborted || !this.#queue.isOver) return;
      yield { type: 'exit', ...(await this.#ended) };
      this.#onGone();
    } finally {
      if (!this.#queue.hasReader) this.#waitForReader(signal.reason === CONNECTION_LOST ? LOST_MS : UNREAD_MS);
    }
  }

  /** Resolves when the engine has taken it: a paste does not pile up here. */
  write(bytes: Uint8Array): Promise<void> {
    const { pipe, write } = this.#end;
    if (!pipe.writable) return Promise.resolve();
    return write ? write(bytes, (shown) => this.#queue.push(shown)) : send(pipe, bytes);
  }

  resize(size: Size): Promise<void> {
    return this.#end.pipe.destroyed ? Promise.resolve() : this.#end.resize(size);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    clearTimeout(this.#unread);
    this.#onGone();
    try {
      if (!this.#end.pipe.destroyed) await this.#end.close();
    } finally {
      this.#end.pipe.destroy();
    }
  }

  #push(chunk: Buffer): void {
    try {
      for (const piece of this.#end.unwrap?.(chunk) ?? [chunk]) this.#queue.push(piece);
    } catch (thrown) {
      // Thrown on into the pipe, it would end the whole process.
      this.#fault = toAppError(thrown).message;
      this.#end.pipe.destroy();
    }
  }

  #waitForReader(ms = UNREAD_MS): void {
    clearTimeout(this.#unread);
    this.#unread = setTimeout(() => void this.close().catch(() => undefined), ms);
    this.#unread.unref();
  }
}

/** Resolves when the bytes are taken, or can no longer be. */
export function send(pipe: Duplex, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => pipe.write(bytes, () => resolve()));
}

import type { Duplex } from 'node:stream';
import { AppFailure } from '../../../contract/errors.ts';

/** What QEMU tells by itself: `SHUTDOWN`, `STOP`, `RESUME`, … */
export interface QmpEvent {
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** QEMU's control channel (https://www.qemu.org/docs/master/interop/qmp-spec.html). `close` must be called. */
export interface Qmp {
  /** Rejects with `unexpected` (QEMU's words), `disconnected` (it is gone) or `unexpected` (no answer in time). */
  execute(command: string, args?: Readonly<Record<string, unknown>>, timeoutMs?: number): Promise<unknown>;
  /** A command of the human monitor; resolves with what it printed. */
  monitor(line: string): Promise<string>;
  /** Resolves when the other side is gone or `close` was called. */
  readonly closed: Promise<void>;
  close(): void;
}

const ANSWER_MS = 10_000;

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Greets QEMU over `stream` and leaves the mode in which it takes nothing but that. Rejects when it is not QEMU, or does not
 * answer: it serves one at a time, so a silent one may be held by another process.
 */
export async function connectQmp(
  stream: Duplex,
  onEvent: (event: QmpEvent) => void,
  timeoutMs = ANSWER_MS,
): Promise<Qmp> {
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let isOpen = true;
  let greet: Pending | undefined;
  const greeting = new Promise<unknown>((resolve, reject) => (greet = { resolve, reject }));
  greeting.catch(() => {});

  let tellClosed = () => {};
  const closed = new Promise<void>((resolve) => (tellClosed = resolve));
  const end = (why: Error) => {
    if (!isOpen) return;
    isOpen = false;
    greet?.reject(why);
    for (const waiting of pending.values()) waiting.reject(why);
    pending.clear();
    stream.destroy();
    tellClosed();
  };

  const take = (line: string) => {
    const message = parseMessage(line);
    if (!message) return end(notQmp(line));
    if ('QMP' in message) return greet?.resolve(message['QMP']);
    if (typeof message['event'] === 'string') {
      const { data } = message;
      return onEvent({ event: message['event'], data: isRecord(data) ? data : {} });
    }
    const waiting = pending.get(Number(message['id']));
    pending.delete(Number(message['id'])); // One that came too late has nobody waiting.
    if (isRecord(message['error'])) waiting?.reject(refused(String(message['error']['desc'])));
    else waiting?.resolve(message['return']);
  };
  readLines(stream, take);
  stream.once('error', () => end(gone()));
  stream.once('close', () => end(gone()));
  stream.once('end', () => end(gone()));

  const execute = async (command: string, args?: Readonly<Record<string, unknown>>, waitMs = ANSWER_MS) => {
    if (!isOpen) throw gone();
    const id = ++lastId;
    const answer = new Promise((resolve, reject) => pending.set(id, { resolve, reject }));
    stream.write(`${JSON.stringify({ execute: command, ...(args && { arguments: args }), id })}\r\n`);
    try {
      return await within(answer, waitMs, command);
    } finally {
      pending.delete(id);
    }
  };

  try {
    await within(greeting, timeoutMs, 'greeting');
    await execute('qmp_capabilities');
  } catch (error) {
    end(gone());
    throw error;
  }
  return {
    execute,
    monitor: async (line) => String(await execute('human-monitor-command', { 'command-line': line })),
    closed,
    close: () => end(gone()),
  };
}

async function within<T>(work: Promise<T>, timeoutMs: number, command: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(silent(command, timeoutMs)), timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A line longer than this is not QEMU's. */
const MAX_LINE = 4 << 20;

function readLines(stream: Duplex, onLine: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim()) onLine(line);
    if (rest.length > MAX_LINE) onLine(rest);
  });
}

function parseMessage(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const message: unknown = JSON.parse(line);
    return isRecord(message) ? message : undefined;
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const refused = (description: string) =>
  new AppFailure({
    code: 'unexpected',
    message: `QEMU refused: ${description}`,
    engineText: description,
    detail: 'QMP error',
  });

const gone = () =>
  new AppFailure({
    code: 'disconnected',
    message: 'The VM has ended, or its control channel was closed.',
    hint: 'Start the engine again.',
  });

const silent = (command: string, timeoutMs: number) =>
  new AppFailure({
    code: 'unexpected',
    message: `QEMU did not answer within ${Math.round(timeoutMs / 1000)} s (${command}).`,
    hint: 'The machine may be very busy, or another copy of the app hold the VM. Try again; if it stays so, end the VM and start it again.',
    detail: 'QMP timeout',
  });

const notQmp = (line: string) =>
  new AppFailure({
    code: 'unexpected',
    message: 'What answers on the VM’s control channel is not QEMU.',
    detail: line.slice(0, 200),
  });

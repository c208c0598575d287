import type { Duplex } from 'node:stream';
import { AppFailure } from '../../../contract/errors.ts';
import { Demultiplexer } from '../../docker/demux.ts';
import { Wake } from '../../docker/wake.ts';
import { type Answer, AnswerReader, requestFrame } from './frames.ts';

/** What is read ahead of slow readers before the program has to wait. */
const MAX_AHEAD_BYTES = 4 * 1024 * 1024;
const HELLO = 0;

/** The program could not do it: the error number of the system that it ran on. */
export class ProgramError extends Error {
  readonly errorNumber: number;
  constructor(errorNumber: number) {
    super(`The system answered with error ${errorNumber}.`);
    this.errorNumber = errorNumber;
  }
}

export type Piece = Pick<Answer, 'kind' | 'payload'>;

export interface ProgramSession {
  /**
   * Does one thing; several may run at once. Throws `ProgramError`, `AppFailure` (`cancelled`, `disconnected`). Leaving
   * the loop early, or the signal, ends it in the container too.
   */
  request(operation: string, payload: Uint8Array, signal?: AbortSignal): AsyncGenerator<Piece, void, undefined>;
  /** Resolves when the container ended, or the connection to it. */
  readonly ended: Promise<void>;
  readonly hasEnded: boolean;
  /** The program ends with its input, and the container with it. */
  close(): void;
}

interface Waiting {
  readonly pieces: Piece[];
  readonly wake: Wake;
  errorNumber?: number;
}

/** Speaks to the program over an attached container without a terminal. Rejects when the program cannot begin. */
export async function openSession(pipe: Duplex): Promise<ProgramSession> {
  const waiting = new Map<number, Waiting>();
  const answers = new AnswerReader();
  let nextId = HELLO;
  let aheadBytes = 0;
  let hasEnded = false;
  let complaint = '';

  const take = ({ id, kind, payload }: Answer) => {
    const one = waiting.get(id);
    if (!one) return;
    if (kind === 'e') one.errorNumber = payload.readInt32LE(0);
    else {
      one.pieces.push({ kind, payload: Buffer.from(payload) });
      aheadBytes += payload.length;
      if (aheadBytes > MAX_AHEAD_BYTES) pipe.pause();
    }
    one.wake.wake();
  };
  let stream = 1;
  const demux = new Demultiplexer({
    frame: (number) => (stream = number),
    piece(chunk, from, to) {
      if (stream === 1) for (const answer of answers.push(chunk.subarray(from, to))) take(answer);
      else complaint += chunk.toString('utf8', from, to);
    },
  });
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      hasEnded = true;
      for (const { wake } of waiting.values()) wake.wake();
      resolve();
    };
    pipe.once('end', end).once('close', end).once('error', end);
  });
  pipe.on('data', (chunk: Buffer) => {
    try {
      demux.push(chunk);
    } catch {
      pipe.destroy(); // not what a program without a terminal says
    }
  });

  async function* answersTo(id: number, signal?: AbortSignal): AsyncGenerator<Piece, void, undefined> {
    const one: Waiting = { pieces: [], wake: new Wake() };
    waiting.set(id, one);
    signal?.addEventListener('abort', one.wake.wake);
    try {
      for (;;) {
        if (signal?.aborted) throw new AppFailure({ code: 'cancelled', message: 'Cancelled.' });
        const piece = one.pieces.shift();
        if (piece) {
          aheadBytes -= piece.payload.length;
          if (aheadBytes < MAX_AHEAD_BYTES / 2) pipe.resume();
          yield piece;
        } else if (one.errorNumber !== undefined) {
          if (one.errorNumber !== 0) throw new ProgramError(one.errorNumber);
          return;
        } else if (hasEnded) throw gone(complaint);
        else await one.wake.wait();
      }
    } finally {
      signal?.removeEventListener('abort', one.wake.wake);
      waiting.delete(id);
      for (const { payload } of one.pieces) aheadBytes -= payload.length;
      if (one.errorNumber === undefined && !hasEnded) pipe.write(requestFrame(id, 'x', new Uint8Array(0)));
      if (pipe.isPaused()) pipe.resume();
    }
  }

  const hello = answersTo(HELLO, AbortSignal.timeout(10_000));
  await hello.next();
  return {
    async *request(operation, payload, signal) {
      if (hasEnded) throw gone(complaint);
      const id = ++nextId;
      const asked = answersTo(id, signal);
      pipe.write(requestFrame(id, operation, payload));
      yield* asked;
    },
    ended,
    get hasEnded() {
      return hasEnded;
    },
    close: () => pipe.end(),
  };
}

const gone = (complaint: string) =>
  new AppFailure({
    code: 'disconnected',
    message: 'The helper container that looks at the files has ended.',
    hint: 'The container may have been stopped or restarted. Look again.',
    ...(complaint !== '' && { engineText: complaint.trim() }),
  });

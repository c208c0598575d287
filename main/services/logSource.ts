import { AppFailure } from '../../contract/errors.ts';
import type { Connection } from '../docker/connection.ts';
import { containerEvents } from '../docker/containerEvents.ts';
import { toFailure } from '../docker/errors.ts';
import type { LogParser } from '../docker/logParser.ts';
import { compareMoments, type LogMoment, type LogPosition } from '../docker/logProgress.ts';
import { firstMoment, logParser, newestMoment, openLog } from '../docker/logRequest.ts';
import { type LineBlock, PackedLines } from '../docker/packedLines.ts';
import { requestJson } from '../docker/request.ts';
import { Wake } from '../docker/wake.ts';

export interface LogQuery {
  readonly follow: boolean;
  readonly tail?: number | undefined;
  readonly since?: LogMoment | undefined;
  readonly until?: LogMoment | undefined;
  readonly stdout: boolean;
  readonly stderr: boolean;
}

export type LogNotice =
  { readonly type: 'source-ended'; readonly reason: 'stopped' | 'removed' } | { readonly type: 'source-resumed' };

interface Inspected {
  readonly Config: { readonly Tty?: boolean };
  readonly State: { readonly Running?: boolean; readonly Restarting?: boolean };
}

/** When this much waits to be taken, the engine waits too. */
const FULL_BYTES = 256 * 1024;
/** After a restart so many entries are asked for first, so that the engine need not search a long log from its start. */
const OVERLAP = 1_000;
/** How long the end of a line may fail to come before what there is of it is shown. */
const OPEN_LINE_MS = 200;
const RETRY_MS = 1_000;

/** The log of one container: reads, and reads on when the container starts again, until its signal is aborted. */
export class LogSource {
  readonly lines = new PackedLines();
  /** All that was there when it was opened is in `lines` or has been taken. */
  isCaughtUp = false;
  /** Nothing comes any more, not even if the container starts again. */
  isDone = false;
  failure: AppFailure | undefined;
  /** What to say once all lines before it are taken. */
  readonly notices: LogNotice[] = [];

  readonly #connection: Connection;
  readonly #id: string;
  readonly #query: LogQuery;
  readonly #signal: AbortSignal;
  readonly #changed: () => void;
  readonly #taken = new Wake();
  #hasTty = false;
  #target: LogMoment | undefined;
  #position: LogPosition | undefined;

  /** `changed` is called whenever there is something to take. The signal ends it, and wakes whoever must see that. */
  constructor(connection: Connection, id: string, query: LogQuery, signal: AbortSignal, changed: () => void) {
    this.#connection = connection;
    this.#id = id;
    this.#query = query;
    this.#signal = signal;
    this.#changed = changed;
    signal.addEventListener('abort', this.#taken.wake, { once: true });
    void this.#run();
  }

  take(): LineBlock | undefined {
    if (this.lines.count === 0) return undefined;
    const block = this.lines.take();
    this.#taken.wake();
    return block;
  }

  async #run(): Promise<void> {
    try {
      this.#hasTty = (await this.#inspect()).Config.Tty === true;
      if (this.#query.follow) await this.#findTarget();
      let chunks = await this.#open(this.#query.tail);
      for (;;) {
        const openedAt = Date.now();
        await this.#read(chunks);
        this.#catchUp();
        if (!this.#query.follow || this.#isPastUntil() || !(await this.#waitForStart(openedAt))) break;
        chunks = await this.#openAgain();
      }
    } catch (thrown) {
      if (!this.#signal.aborted) this.failure = toFailure(thrown, { context: this.#connection.context });
    }
    this.isDone = true;
    this.#catchUp();
  }

  #inspect(): Promise<Inspected> {
    return requestJson<Inspected>(this.#connection.docker, {
      method: 'GET',
      path: `/containers/${this.#id}/json`,
      signal: this.#signal,
    });
  }

  #catchUp(): void {
    this.isCaughtUp = true;
    this.#target = undefined;
    this.#changed();
  }

  /** The newest entry at this moment: once it is read, all that was there has been. */
  async #findTarget(): Promise<void> {
    const { since, until, tail } = this.#query;
    const newest = await newestMoment(this.#connection, this.#id, this.#hasTty, this.#signal);
    // What is there and not asked for is not to come after a restart either.
    if (newest && tail === 0) this.#position = { moment: newest, count: Infinity };
    if (!newest || tail === 0 || (since && compareMoments(newest, since) < 0)) this.#catchUp();
    else this.#target = until && compareMoments(until, newest) < 0 ? until : newest;
  }

  #open(tail: number | undefined, since = this.#query.since): Promise<AsyncIterable<Buffer>> {
    const { follow, until } = this.#query;
    return openLog(this.#connection, this.#id, { follow, tail, since, until, signal: this.#signal });
  }

  /** From where it was left. Without a tail the engine would search a long log from its start. */
  async #openAgain(): Promise<AsyncIterable<Buffer>> {
    if (!this.#position) return this.#open(undefined);
    const { moment } = this.#position;
    const chunks = (await this.#open(OVERLAP, moment))[Symbol.asyncIterator]();
    const first = await chunks.next();
    const found = first.done ? undefined : firstMoment(this.#hasTty, first.value);
    if (found && compareMoments(found, moment) === 0) return startingWith(first.value, chunks);
    await chunks.return?.();
    return this.#open(undefined, moment);
  }

  async #read(chunks: AsyncIterable<Buffer>): Promise<void> {
    const { stdout, stderr } = this.#query;
    const parser = logParser(this.#hasTty, this.lines, { stdout, stderr, seen: this.#position });
    let idle: NodeJS.Timeout | undefined;
    try {
      for await (const chunk of chunks) {
        clearTimeout(idle);
        parser.push(chunk);
        this.#position = parser.position ?? this.#position;
        if (this.#target && this.#position && compareMoments(this.#position.moment, this.#target) >= 0) this.#catchUp();
        else this.#changed();
        while (this.lines.length >= FULL_BYTES && !this.#signal.aborted) await this.#taken.wait();
        if (parser.hasOpenLine) idle = setTimeout(() => this.#flush(parser), OPEN_LINE_MS);
      }
    } finally {
      clearTimeout(idle);
    }
    parser.finish();
  }

  #flush(parser: LogParser): void {
    parser.flushOpenLines();
    this.#changed();
  }

  #isPastUntil(): boolean {
    const { until } = this.#query;
    return until !== undefined && Date.now() >= until.seconds * 1000;
  }

  /** The engine has ended the stream. True when the container runs (again), false when it is gone for good. */
  async #waitForStart(openedAt: number): Promise<boolean> {
    const wake = new Wake();
    let now: 'started' | 'removed' | Error | undefined;
    const stop = await containerEvents(this.#connection).listen({
      event: ({ id, action }) => {
        if (id !== this.#id || (action !== 'start' && action !== 'destroy')) return;
        now = action === 'start' ? 'started' : 'removed';
        wake.wake();
      },
      lost: (failure) => {
        now = failure;
        wake.wake();
      },
    });
    this.#signal.addEventListener('abort', wake.wake, { once: true });
    try {
      const { State } = await this.#inspect();
      if (State.Running === true && State.Restarting !== true) {
        // Started again already; or its logging driver cannot be followed, and must not be asked in a loop.
        if (Date.now() - openedAt < RETRY_MS) await wake.wait(RETRY_MS);
        return !this.#signal.aborted;
      }
      this.#say({ type: 'source-ended', reason: 'stopped' });
      while (now === undefined && !this.#signal.aborted) await wake.wait();
    } catch (thrown) {
      if (toFailure(thrown, { context: this.#connection.context }).error.code !== 'not-found') throw thrown;
      now = 'removed';
    } finally {
      this.#signal.removeEventListener('abort', wake.wake);
      stop();
    }
    if (now instanceof Error) throw now;
    if (now === 'started') this.#say({ type: 'source-resumed' });
    if (now === 'removed') this.#say({ type: 'source-ended', reason: 'removed' });
    return now === 'started';
  }

  #say(notice: LogNotice): void {
    this.notices.push(notice);
    this.#changed();
  }
}

async function* startingWith<T>(first: T, rest: AsyncIterator<T>): AsyncGenerator<T, void, undefined> {
  try {
    yield first;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

import { AppFailure, toAppError } from '../../contract/errors.ts';
import type { ContextState } from '../../contract/model/context.ts';
import type { Connection } from '../docker/connection.ts';
import { openConnection, type OpenedConnection } from '../docker/open.ts';
import { requestJson } from '../docker/request.ts';
import { pause } from '../live/pause.ts';
import type { ContextDefinition } from './discover.ts';
import { Forward } from './forward.ts';
import { needsPerson } from './needsPerson.ts';

const FIRST_RETRY_MS = 250;
const MAX_RETRY_MS = 5000;
/** An engine that is there but hangs says nothing: it is asked now and then. */
const HEARTBEAT_MS = 30_000;
const HEARTBEAT_TIMEOUT_MS = 20_000;

export interface LinkOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  onState(): void;
  /** Runs while the engine answers; it ends, or rejects with the reason, when the engine is lost. */
  follow(connection: Connection): Promise<void>;
  /** Once for each loss, and when the first attempt fails. */
  onLost(error: AppFailure): void;
}

/** The way to one engine: opened when somebody needs it, opened again by itself while somebody holds it. */
export class Link {
  readonly #options: LinkOptions;
  #definition: ContextDefinition;
  #state: ContextState = { type: 'unknown' };
  #open: OpenedConnection | undefined;
  /** Nothing but a person's wish leads on from here. */
  #refusal: AppFailure | undefined;
  readonly #forward: Forward;
  #attempt: Promise<Connection> | undefined;
  #cancelAttempt = new AbortController();
  #retry: { readonly timer: NodeJS.Timeout } | undefined;
  #failures = 0;
  #holders = 0;
  #isClosed = false;

  constructor(definition: ContextDefinition, options: LinkOptions) {
    this.#definition = definition;
    this.#options = options;
    const { name: context } = definition;
    this.#forward = new Forward({ env: options.env, context, dial: () => this.#dial() });
  }

  get definition(): ContextDefinition {
    return this.#definition;
  }

  get state(): ContextState {
    return this.#state;
  }

  /** What a program of Docker's is told to reach it, where that is not what a person would type. */
  get programArgs(): readonly string[] {
    const endpoint = this.#forward.endpoint;
    return endpoint === undefined ? this.#definition.cliArgs : ['--host', endpoint];
  }

  /** Keeps it connected until the function that it gives is called. */
  hold(): () => void {
    this.#holders += 1;
    if (!this.#open && !this.#retry && !this.#refusal) this.#tryNow();
    let isHeld = true;
    return () => {
      if (isHeld) this.#holders -= 1;
      isHeld = false;
    };
  }

  /** The connection that is open, or a new attempt. Rejects with `engine-unreachable`. */
  async get(signal?: AbortSignal): Promise<Connection> {
    if (this.#open) return this.#open.connection;
    if (this.#refusal) throw this.#refusal;
    const attempt = this.#connect();
    if (!signal) return attempt;
    const given = new AbortController();
    const gaveUp = new Promise<never>((_resolve, reject) => {
      const cancelled = new AppFailure({ code: 'cancelled', message: 'Cancelled.' });
      if (signal.aborted) reject(cancelled);
      signal.addEventListener('abort', () => reject(cancelled), { once: true, signal: given.signal });
    });
    return Promise.race([attempt, gaveUp]).finally(() => given.abort());
  }

  /** Now, without waiting for the next attempt: somebody asked for it, or the socket has appeared. */
  retryNow(): void {
    this.#failures = 0;
    if (this.#refusal) this.#setState({ type: 'connecting' });
    this.#refusal = undefined;
    if (!this.#open && (this.#holders > 0 || this.#state.type !== 'unknown')) this.#tryNow();
  }

  /** The same name may come to mean another place. */
  redefine(definition: ContextDefinition): void {
    const hasMoved = definition.endpoint !== this.#definition.endpoint;
    const wasRenewed = definition.certificates?.validUntil !== this.#definition.certificates?.validUntil;
    this.#definition = definition;
    if (hasMoved) {
      this.#refusal = undefined;
      this.#forward.close();
      this.#cancelAttempt.abort();
      this.#cancelAttempt = new AbortController();
      this.#attempt = undefined;
      this.#drop(new AppFailure(movedError(definition)));
    } else if (wasRenewed && this.#state.type === 'unreachable') {
      this.retryNow(); // what failed may have been the certificates
    }
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#retry?.timer);
    this.#cancelAttempt.abort();
    this.#forward.close();
    this.#open?.close();
    this.#open = undefined;
  }

  async #dial() {
    await this.get();
    if (!this.#open?.dial) throw new AppFailure(closedError(this.#definition));
    return this.#open.dial();
  }

  #tryNow(): void {
    this.#connect().catch(() => {}); // it is in the state
  }

  #connect(): Promise<Connection> {
    clearTimeout(this.#retry?.timer);
    this.#retry = undefined;
    if (this.#attempt) return this.#attempt;
    const attempt = this.#openNow(this.#cancelAttempt.signal).finally(() => {
      if (this.#attempt === attempt) this.#attempt = undefined;
    });
    return (this.#attempt = attempt);
  }

  async #openNow(signal: AbortSignal): Promise<Connection> {
    const { name, isLocal } = this.#definition;
    const isFirst = this.#state.type === 'unknown';
    if (isFirst) this.#setState({ type: 'connecting' });
    try {
      const endpoint = await this.#definition.resolve();
      const open = await openConnection({ context: name, endpoint, isLocal, signal });
      // Where no socket can be made, Docker's programs go by the way that the CLI knows.
      if (open.dial) await this.#forward.listen().catch(() => {});
      if (this.#isClosed || signal.aborted) {
        open.close();
        throw new AppFailure({ code: 'cancelled', message: 'Cancelled.' });
      }
      this.#open = open;
      this.#failures = 0;
      this.#setState({ type: 'connected', engine: open.connection.engine });
      void this.#stayWith(open.connection);
      return open.connection;
    } catch (thrown) {
      if (this.#isClosed || signal.aborted) throw thrown;
      const failure = new AppFailure(toAppError(thrown));
      if (needsPerson(failure.error)) this.#refusal = failure;
      this.#setState({ type: 'unreachable', error: failure.error });
      if (isFirst) this.#options.onLost(failure);
      this.#scheduleRetry();
      throw failure;
    }
  }

  async #stayWith(connection: Connection): Promise<void> {
    let failure: AppFailure;
    try {
      await Promise.race([this.#options.follow(connection), this.#heartbeat(connection)]);
      failure = new AppFailure(closedError(this.#definition));
    } catch (thrown) {
      failure = new AppFailure(toAppError(thrown));
    }
    if (this.#open?.connection === connection) this.#drop(failure);
  }

  async #heartbeat({ docker, signal }: Connection): Promise<void> {
    while (!signal.aborted) {
      await pause(HEARTBEAT_MS, signal);
      if (signal.aborted) return;
      const timeout = AbortSignal.timeout(HEARTBEAT_TIMEOUT_MS);
      const until = AbortSignal.any([signal, timeout]);
      await requestJson(docker, { method: 'HEAD', path: '/_ping', signal: until }).catch((thrown: unknown) => {
        throw timeout.aborted ? new AppFailure(hangingError(this.#definition)) : thrown;
      });
    }
  }

  #drop(failure: AppFailure): void {
    const wasOpen = this.#open;
    this.#open = undefined;
    wasOpen?.close(failure);
    if (this.#isClosed) return;
    this.#setState({ type: 'unreachable', error: failure.error });
    if (wasOpen) this.#options.onLost(failure);
    this.#scheduleRetry();
  }

  #scheduleRetry(): void {
    if (this.#isClosed || this.#holders === 0 || this.#refusal) return;
    const delay = Math.min(FIRST_RETRY_MS * 2 ** this.#failures, MAX_RETRY_MS);
    this.#failures += 1;
    clearTimeout(this.#retry?.timer);
    this.#retry = { timer: setTimeout(() => this.#tryNow(), delay) };
  }

  #setState(state: ContextState): void {
    this.#state = state;
    this.#options.onState();
  }
}

const closedError = ({ name, endpoint }: ContextDefinition) =>
  ({
    code: 'engine-unreachable',
    context: name,
    reason: 'closed',
    message: `The engine at ${endpoint} stopped, or the connection to it was cut.`,
    hint: 'Gantry connects again as soon as the engine answers.',
  }) as const;

const hangingError = ({ name, endpoint }: ContextDefinition) =>
  ({
    code: 'engine-unreachable',
    context: name,
    reason: 'timeout',
    message: `The engine at ${endpoint} no longer answers.`,
    hint: 'It may be overloaded or hang. A restart of Docker helps against the latter.',
  }) as const;

const movedError = ({ name, endpoint }: ContextDefinition) =>
  ({
    code: 'engine-unreachable',
    context: name,
    reason: 'closed',
    message: `The context “${name}” now means ${endpoint}.`,
    hint: 'Gantry connects to the new address.',
  }) as const;

import type { Readable } from 'node:stream';
import type { Connection } from './connection.ts';
import { toFailure } from './errors.ts';
import { readJsonLines } from './ndjson.ts';
import { requestStream } from './request.ts';

export interface ContainerEvent {
  readonly id: string;
  readonly action: 'start' | 'die' | 'destroy' | 'pause' | 'unpause';
}

export interface ContainerListener {
  event(event: ContainerEvent): void;
  /** No event comes any more; the engine or the connection is gone. */
  lost(failure: Error): void;
}

interface EventMessage {
  readonly Action?: string;
  readonly Actor?: { readonly ID?: string };
}

const ACTIONS: Readonly<Record<string, ContainerEvent['action']>> = {
  start: 'start',
  die: 'die',
  died: 'die', // Podman
  destroy: 'destroy',
  remove: 'destroy', // Podman
  pause: 'pause',
  unpause: 'unpause',
};

const feeds = new WeakMap<Connection, ContainerEvents>();

/** Starts and ends of containers. One request to the engine for all who listen, none while nobody does. */
export function containerEvents(connection: Connection): ContainerEvents {
  const feed = feeds.get(connection) ?? new ContainerEvents(connection);
  feeds.set(connection, feed);
  return feed;
}

export class ContainerEvents {
  readonly #connection: Connection;
  readonly #listeners = new Set<ContainerListener>();
  #opening: Promise<Readable> | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Resolves once nothing is missed any more, with what to call to stop. Look at the container's state after it. */
  async listen(listener: ContainerListener): Promise<() => void> {
    this.#listeners.add(listener);
    const opening = (this.#opening ??= this.#open());
    const stop = () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0 || this.#opening !== opening) return;
      this.#opening = undefined;
      void opening.then(
        (stream) => stream.destroy(),
        () => {},
      );
    };
    try {
      await opening;
    } catch (thrown) {
      stop();
      throw toFailure(thrown, { context: this.#connection.context });
    }
    return stop;
  }

  async #open(): Promise<Readable> {
    const stream = await requestStream(this.#connection.docker, {
      method: 'GET',
      path: '/events',
      query: { filters: JSON.stringify({ type: ['container'], event: Object.keys(ACTIONS) }) },
      signal: this.#connection.signal,
    });
    void this.#read(stream);
    return stream;
  }

  async #read(stream: Readable): Promise<void> {
    let failure: unknown = new Error('The engine ended its events.');
    try {
      for await (const { Action = '', Actor } of readJsonLines<EventMessage>(stream)) {
        const action = ACTIONS[Action];
        if (!action || !Actor?.ID) continue;
        for (const listener of this.#listeners) listener.event({ id: Actor.ID, action });
      }
    } catch (thrown) {
      failure = thrown;
    }
    const isCurrent = (await this.#opening?.catch(() => undefined)) === stream;
    if (!isCurrent) return; // nobody listened any more
    this.#opening = undefined;
    const lost = toFailure(failure, { context: this.#connection.context });
    for (const listener of this.#listeners) listener.lost(lost);
  }
}

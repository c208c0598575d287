import type { StatsSample } from '../../../contract/model/stats.ts';
import type { Connection } from '../../docker/connection.ts';
import { LinkedAbort } from '../../docker/linkedAbort.ts';
import { readJsonLines } from '../../docker/ndjson.ts';
import { requestJson, requestStream } from '../../docker/request.ts';
import { readStats, type StatsMessage } from '../../docker/statsSample.ts';
import { pause } from '../../live/pause.ts';
import { StatsHistory } from './history.ts';

/** Scrolling away and back within this time keeps the engine's stream. */
const LINGER_MS = 2000;
const RETRY_MS = 1000;
const ONE_LOOK = { stream: false, 'one-shot': true };

/** One container at one engine: a single stream however many look, none when nobody does. */
export class StatsFeed {
  readonly history = new StatsHistory();
  readonly #listeners = new Set<(sample: StatsSample) => void>();
  #reading: LinkedAbort | undefined;
  #connection: Connection | undefined;
  #linger: NodeJS.Timeout | undefined;

  /** Gives what stops it. The engine sends for a stopped container too (nothing to see) and goes on when it starts. */
  follow(connection: Connection, id: string, onSample: (sample: StatsSample) => void): () => void {
    clearTimeout(this.#linger);
    this.#listeners.add(onSample);
    if (this.#connection !== connection || !this.#reading || this.#reading.signal.aborted) {
      this.#reading?.end();
      this.#connection = connection;
      this.#reading = new LinkedAbort(connection.signal);
      void this.#read(connection, id, this.#reading.signal);
    }
    return () => {
      this.#listeners.delete(onSample);
      if (this.#listeners.size > 0) return;
      clearTimeout(this.#linger);
      this.#linger = setTimeout(() => this.close(), LINGER_MS);
      this.#linger.unref();
    };
  }

  get isFollowed(): boolean {
    return this.#listeners.size > 0;
  }

  close(): void {
    clearTimeout(this.#linger);
    this.#reading?.end();
    this.#reading = undefined;
  }

  async #read({ docker }: Connection, id: string, signal: AbortSignal): Promise<void> {
    const path = `/containers/${id}/stats`;
    while (!signal.aborted) {
      try {
        // The first message of a stream has no CPU to compare with. A look beforehand has, which saves a second.
        const before = await requestJson<StatsMessage>(docker, { method: 'GET', path, query: ONE_LOOK, signal });
        const stream = await requestStream(docker, { method: 'GET', path, query: { stream: true }, signal });
        for await (const message of readJsonLines<StatsMessage>(stream)) {
          const sample = readStats(message, Date.now(), before.cpu_stats);
          if (!sample) continue;
          this.history.add(sample);
          for (const listener of this.#listeners) listener(sample);
        }
      } catch (thrown) {
        // Whoever shows a container that is gone learns that from the list.
        if ((thrown as { statusCode?: number }).statusCode === 404) return;
      }
      await pause(RETRY_MS, signal);
    }
  }
}

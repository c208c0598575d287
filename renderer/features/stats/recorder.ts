import type { StatsSample } from '../../../contract/model/stats.ts';
import type { StatsFollower } from './follower.ts';
import { mergeSamples } from './series.ts';

const HOUR_MS = 3_600_000;

interface Recorder {
  readonly subscribe: (listener: () => void) => () => void;
  /** The last hour as far as it was followed, oldest first. The same array until it changes. */
  readonly samples: () => readonly StatsSample[];
}

/** What main remembers of one container, and what is seen since. Works while somebody is subscribed. */
export function createRecorder(
  follower: StatsFollower,
  id: string,
  loadPast: (signal: AbortSignal) => Promise<readonly StatsSample[]>,
): Recorder {
  let samples: readonly StatsSample[] = [];

  return {
    samples: () => samples,
    subscribe(listener) {
      const abort = new AbortController();
      const become = (next: readonly StatsSample[]) => {
        samples = next;
        listener();
      };
      loadPast(abort.signal).then(
        (past) => become(mergeSamples(past, samples, HOUR_MS)),
        () => {
          // Without its past the chart begins now; the list and the connection say what is wrong.
        },
      );
      const take = () => {
        const { recent } = follower.statsOf(id);
        if (recent.length > 0) become(mergeSamples(samples, recent, HOUR_MS));
      };
      const unwatch = follower.watch(id, take);
      take();
      return () => {
        abort.abort();
        unwatch();
      };
    },
  };
}

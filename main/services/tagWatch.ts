import type { ServiceOf } from '../../contract/index.ts';
import type { TagState } from '../../contract/model/tagUpdate.ts';
import type { SettingsStore } from '../storage/settings.ts';
import { listDependents } from '../recreate/dependents.ts';
import { candidateOf } from '../recreate/wayOf.ts';
import { startUpdate, type UpdateDeps } from './containerUpdate/updateJob.ts';
import { usersOfTag } from './containerUpdate/usersOfTag.ts';
import { digestFrom } from './tagWatch/askDigest.ts';
import { checkTags } from './tagWatch/checkTags.ts';
import { ContextWatch } from './tagWatch/contextWatch.ts';
import { watchedTags } from './tagWatch/watched.ts';

const HOUR_MS = 3_600_000;
/** After the start of the app there is other work first. */
const FIRST_AFTER_MS = 60_000;

interface TagWatchDeps extends UpdateDeps {
  readonly settings: Pick<SettingsStore, 'current' | 'subscribe'>;
  readonly hourMs?: number;
}

interface TagWatchService {
  readonly handlers: ServiceOf<'tagWatch'>;
  close(): void;
}

/** Looks at nothing by itself unless the person set an interval, and then only for engines whose page is open. */
export function createTagWatchService(deps: TagWatchDeps): TagWatchService {
  const { getConnection, settings, registries, hourMs = HOUR_MS } = deps;
  const askDigest = digestFrom(registries);
  const all = new Map<string, ContextWatch>();
  const closing = new AbortController();
  const startedAt = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function of(context: string): ContextWatch {
    const found = all.get(context) ?? new ContextWatch();
    all.set(context, found);
    return found;
  }

  async function check(context: string, references: readonly string[] | undefined, signal: AbortSignal) {
    const watch = of(context);
    watch.set({ isChecking: true });
    try {
      const connection = await getConnection(context, signal);
      const tags = await watchedTags(connection, references ?? settings.current().watchedTags, signal);
      const states = await checkTags(connection, tags, askDigest, signal);
      watch.merge(states, references === undefined);
      return states;
    } finally {
      watch.set({ isChecking: false });
      schedule();
    }
  }

  function schedule() {
    clearTimeout(timer);
    const every = settings.current().tagCheckHours * hourMs;
    const watched = [...all].filter(([, watch]) => watch.isWatched);
    if (every <= 0 || watched.length === 0 || closing.signal.aborted) return;
    const dueAt = ([, { now }]: (typeof watched)[number]) =>
      now.checkedAt === undefined ? startedAt + Math.min(every, FIRST_AFTER_MS) : now.checkedAt + every;
    const next = watched.toSorted((a, b) => dueAt(a) - dueAt(b))[0]!;
    timer = setTimeout(
      () => {
        // An engine that is away is asked again at the next turn.
        const failed = () => of(next[0]).set({ checkedAt: Date.now() });
        check(next[0], undefined, closing.signal)
          .catch(failed)
          .then(schedule, () => undefined);
      },
      Math.max(0, dueAt(next) - Date.now()),
    );
    timer.unref();
  }
  const unsubscribe = settings.subscribe(schedule);

  return {
    handlers: {
      async *watch({ context }, signal) {
        const watch = of(context);
        queueMicrotask(schedule);
        yield* watch.read(signal);
      },
      check: async ({ context, references }, signal): Promise<readonly TagState[]> =>
        check(context, references, AbortSignal.any([signal, closing.signal])),
      async previewUpdate({ context, reference }, signal) {
        const connection = await getConnection(context, signal);
        const [users, dependents] = await Promise.all([
          usersOfTag(connection, reference, signal),
          listDependents(connection, signal),
        ]);
        const known = of(context).now.tags.find((tag) => tag.reference === reference);
        return {
          reference,
          ...(known && { localDigest: known.localDigest }),
          ...(known?.remoteDigest !== undefined && { remoteDigest: known.remoteDigest }),
          containers: users
            .map((made) => candidateOf(made, dependents))
            .toSorted((a, b) => a.name.localeCompare(b.name)),
        };
      },
      async update({ context, reference, containerIds }) {
        // What was found before is not so any more.
        const lookAgain = () => void check(context, [reference], closing.signal).catch(() => undefined);
        return { jobId: startUpdate(deps, { context, reference, containerIds }, lookAgain) };
      },
    },
    close() {
      unsubscribe();
      clearTimeout(timer);
      closing.abort();
    },
  };
}

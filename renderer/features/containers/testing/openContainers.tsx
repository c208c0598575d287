import { AppFailure } from '../../../../contract/errors.ts';
import { configureStore } from '@reduxjs/toolkit';
import { Provider } from 'react-redux';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { contract } from '../../../../contract/index.ts';
import type { ActionResult, ContainerAction } from '../../../../contract/model/action.ts';
import type { Change, LiveChange } from '../../../../contract/model/change.ts';
import type { ContainerDetail, ContainerSummary, RemovePreview } from '../../../../contract/model/container.ts';
import type { Context } from '../../../../contract/model/context.ts';
import type { Job } from '../../../../contract/model/job.ts';
import type { RunCheck, RunSettings } from '../../../../contract/model/run.ts';
import type { LastRun, RunPreset } from '../../../../contract/model/runPreset.ts';
import { memoryPipe } from '../../../../contract/rpc/memory.ts';
import { serve } from '../../../../contract/rpc/serve.ts';
import { connectOver } from '../../../rpc/index.ts';
import { renderUi } from '../../../ui/testing/renderUi.tsx';
import { contextsSlice, followContexts } from '../../contexts/index.ts';
import { followJobs, jobsSlice } from '../../jobs/index.ts';
import { settingsSlice } from '../../settings/index.ts';
import {
  containerActionsSlice,
  ContainersHost,
  ContainersPage,
  containersSlice,
  containersViewSlice,
  followContainers,
} from '../index.ts';

/** A stream that yields what it is fed, until its reader goes away. */
function feed<T>() {
  const queue: T[] = [];
  let wake = () => {};
  return {
    put: (item: T) => {
      queue.push(item);
      wake();
    },
    read: async function* (this: void, _: unknown, signal: AbortSignal): AsyncIterable<T> {
      while (!signal.aborted) {
        yield* queue.splice(0);
        await new Promise<void>((resolve) => {
          wake = resolve;
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
      }
    },
  };
}

type Apply = (id: string, action: ContainerAction) => Promise<Omit<ActionResult, 'id' | 'name'>>;

interface Options {
  readonly containers: readonly ContainerSummary[];
  /** How each action ends; without it each ends well, at once. */
  readonly apply?: Apply;
  readonly previews?: readonly RemovePreview[];
  readonly check?: (settings: RunSettings) => RunCheck;
  readonly path?: string;
  /** What the engine says of each one; without it the tests look at the list only. */
  readonly detail?: Partial<ContainerDetail>;
  /** Ends when a commit does. */
  readonly commit?: () => Promise<{ imageId: string }>;
  /** What it was made with. */
  readonly settingsOf?: (id: string) => RunSettings;
  readonly presets?: readonly RunPreset[];
  readonly lastRuns?: readonly LastRun[];
  /** Of the engine, as `docker info` gives them. */
  readonly warnings?: readonly string[];
}

const context: Context = {
  name: 'test',
  source: 'cli',
  endpoint: 'unix:///test.sock',
  isLocal: true,
  isSelected: true,
  state: { type: 'unknown' },
};

export const NO_OBSTACLE: RunCheck = { ports: [], missingSources: [], hasImage: true };

/** The page over a main that does as it is told, and that remembers what it was asked for. */
export function openContainers({
  containers,
  apply,
  previews = [],
  check = () => NO_OBSTACLE,
  path = '/containers',
  detail,
  commit,
  warnings = [],
  settingsOf,
  presets = [],
  lastRuns = [],
}: Options) {
  const changes = feed<LiveChange<ContainerSummary>>();
  const jobs = feed<Change<Job>>();
  const applied: { readonly ids: readonly string[]; readonly action: ContainerAction }[] = [];
  const runs: RunSettings[] = [];
  const saved: { readonly name: string; readonly settings: RunSettings; readonly isReplacing: boolean }[] = [];
  changes.put({ type: 'snapshot', items: containers });
  jobs.put({ type: 'snapshot', items: [] });

  const handlers = {
    contexts: {
      async *watch(_: unknown, signal: AbortSignal) {
        yield [context];
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      },
      info: async () => ({ warnings }),
    },
    containers: {
      watch: changes.read,
      async *apply({ ids, action }: { ids: readonly string[]; action: ContainerAction }) {
        applied.push({ ids, action });
        for (const id of ids) {
          const name = containers.find((container) => container.id === id)?.name ?? '';
          yield { id, name, ...(await apply?.(id, action)) };
        }
      },
      commit,
      inspect: async () => {
        if (detail) return detail;
        throw new AppFailure({ code: 'not-found', message: 'These tests look at the list.' });
      },
      previewRemove: async ({ ids }: { ids: readonly string[] }) => previews.filter(({ id }) => ids.includes(id)),
      previewPrune: async () => previews,
      checkRun: async ({ settings }: { settings: RunSettings }) => check(settings),
      run: async ({ settings }: { settings: RunSettings }) => {
        runs.push(settings);
        return { jobId: `run-${runs.length}` };
      },
    },
    containerSettings: {
      of: async ({ id }: { id: string }) => ({ ref: { context: 'test', id }, settings: settingsOf?.(id) }),
    },
    runPresets: {
      async *watch(_: unknown, signal: AbortSignal) {
        yield { presets, lastRuns };
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      },
      save: async (input: (typeof saved)[number]) => void saved.push(input),
    },
    images: {
      list: async () => [],
      defaults: async () => ({ exposedPorts: [], volumes: [], entrypoint: [], command: [] }),
    },
    networks: { list: async () => [] },
    app: { updateSettings: async () => undefined },
    jobs: { watch: jobs.read },
    engine: { watch: feed().read },
  } as unknown as Parameters<typeof serve<typeof contract>>[1];

  let close = () => {};
  connectOver(() => {
    const [clientEnd, serverEnd, end] = memoryPipe();
    serve(contract, handlers, serverEnd);
    close = end;
    return clientEnd;
  });
  const store = configureStore({
    reducer: {
      [contextsSlice.name]: contextsSlice.reducer,
      [containersSlice.name]: containersSlice.reducer,
      [containersViewSlice.name]: containersViewSlice.reducer,
      [containerActionsSlice.name]: containerActionsSlice.reducer,
      [jobsSlice.name]: jobsSlice.reducer,
      [settingsSlice.name]: settingsSlice.reducer,
    },
  });
  const ending = [followContexts(store.dispatch), followContainers(store), followJobs(store)];
  const location = memoryLocation({ path, record: true });
  renderUi(
    <Provider store={store}>
      <Router hook={location.hook}>
        <ContainersPage />
        <ContainersHost />
      </Router>
    </Provider>,
  );
  return {
    store,
    applied,
    runs,
    saved,
    path: () => location.history.at(-1),
    change: changes.put,
    job: (job: Partial<Job> & Pick<Job, 'id' | 'state'>) =>
      jobs.put({
        type: 'patch',
        upserted: [{ kind: 'run', title: 'Run', startedAt: 1, message: '', items: [], ...job }],
        removed: [],
      }),
    end() {
      for (const stop of ending) stop();
      close();
    },
  };
}

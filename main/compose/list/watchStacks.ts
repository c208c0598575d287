import type { LiveChange } from '../../../contract/model/change.ts';
import type { ContainerSummary } from '../../../contract/model/container.ts';
import type { NetworkSummary } from '../../../contract/model/network.ts';
import type { StackSummary } from '../../../contract/model/stack.ts';
import type { VolumeSummary } from '../../../contract/model/volume.ts';
import type { Live } from '../../live/createLive.ts';
import { Feed } from '../../live/feed.ts';
import type { Folders } from '../folders/folders.ts';
import type { StackMemory } from '../memory.ts';
import { Members } from './members.ts';
import { Places } from './places.ts';
import { Wanted, type WantedCounts } from './wanted.ts';
import { filesOf, isInEngine, type StackParts, summarize } from './summarize.ts';

export interface WatchStacksDeps {
  readonly live: Pick<Live, 'watchContainers' | 'watchNetworks' | 'watchVolumes'>;
  readonly memory: Pick<StackMemory, 'of' | 'get' | 'subscribe'>;
  readonly folders: Pick<Folders, 'found' | 'subscribe'>;
  /** What was read of the files before. */
  readonly counts?: WantedCounts;
}

type Unreachable = Extract<LiveChange<never>, { type: 'unreachable' }>;

/** A network mount that hangs must not hold the list back. */
const PLACES_MS = 500;

/**
 * The stacks of an engine, made of what the live lists say of containers, networks and volumes, of what is remembered
 * and of what is in the folders; nothing is asked of the engine. It ends with `signal`.
 */
export async function* watchStacks(
  deps: WatchStacksDeps,
  context: string,
  signal: AbortSignal,
): AsyncGenerator<LiveChange<StackSummary>, void, undefined> {
  const stop = new AbortController();
  const until = AbortSignal.any([signal, stop.signal]);
  const table = new StackTable(deps, context);
  const reading = [
    table.read(table.containers, deps.live.watchContainers(context, until)),
    table.read(table.networks, deps.live.watchNetworks(context, until)),
    table.read(table.volumes, deps.live.watchVolumes(context, until)),
  ];
  const unsubscribe = [deps.memory.subscribe(() => table.renewSoon()), deps.folders.subscribe(() => table.renewSoon())];
  try {
    yield* table.feed.watch(until);
  } finally {
    stop.abort();
    for (const end of unsubscribe) end();
    table.close();
    await Promise.allSettled(reading);
  }
}

class StackTable {
  readonly feed = new Feed<StackSummary, Unreachable>({ isReady: false });
  readonly containers = new Members<ContainerSummary>(({ stack }) => stack?.project);
  readonly networks = new Members<NetworkSummary>(({ stack }) => stack);
  readonly volumes = new Members<VolumeSummary>(({ stack }) => stack?.project);
  readonly #deps: WatchStacksDeps;
  readonly #context: string;
  readonly #places = new Places(() => this.renewSoon());
  readonly #wanted: Wanted;
  #isShown = false;
  #renewing: NodeJS.Immediate | undefined;
  #isClosed = false;

  constructor(deps: WatchStacksDeps, context: string) {
    this.#deps = deps;
    this.#context = context;
    this.#wanted = new Wanted((projects) => {
      if (this.#isShown) this.#renew(projects);
    }, deps.counts);
  }

  async read<T extends { readonly id: string }>(
    members: Members<T>,
    changes: AsyncIterable<LiveChange<T>>,
  ): Promise<void> {
    for await (const change of changes) {
      const touched = members.apply(change);
      if (change.type === 'unreachable') this.#lose(change);
      else if (this.#isShown) this.#renew(touched);
      else await this.#show();
    }
  }

  /** Once for all that comes together: a hundred stacks may be seen for the first time at once. */
  renewSoon(): void {
    this.#renewing ??= setImmediate(() => {
      this.#renewing = undefined;
      this.#renewAll();
    });
  }

  #renewAll(): void {
    if (this.#isShown) this.#renew(new Set([...this.#projects(), ...[...this.feed.values()].map(({ id }) => id)]));
  }

  close(): void {
    this.#isClosed = true;
    clearImmediate(this.#renewing);
    this.#places.close();
    this.#wanted.close();
  }

  #lose(change: Unreachable): void {
    this.#isShown = false;
    this.feed.forget();
    this.feed.say(change);
  }

  /** All three are known: before that a list would leave stacks out. */
  async #show(): Promise<void> {
    const isReady = () => this.containers.isReady && this.networks.isReady && this.volumes.isReady;
    if (!isReady()) return;
    await this.#lookForFiles();
    if (this.#isClosed || this.#isShown || !isReady()) return;
    this.#isShown = true;
    this.feed.replace([...this.#projects()].flatMap((project) => this.#summaryOf(project) ?? []));
  }

  #renew(projects: ReadonlySet<string>): void {
    if (projects.size === 0) return;
    const upserted: StackSummary[] = [];
    const removed: string[] = [];
    for (const project of projects) {
      const summary = this.#summaryOf(project);
      const before = this.feed.get(project);
      if (!summary) removed.push(project);
      else if (!before || JSON.stringify(before) !== JSON.stringify(summary)) upserted.push(summary);
    }
    this.feed.patch(upserted, removed);
    // New files may have come with it: those that are not there are told as soon as that is known.
    if (upserted.some(({ id, files }) => files !== undefined && this.#isUnseen(id))) {
      void this.#lookForFiles().then(() => this.#isClosed || this.#renewAll());
    }
  }

  readonly #seen = new Map<string, string>();

  #isUnseen(project: string): boolean {
    return this.#seen.get(project) !== JSON.stringify(filesOf(this.#partsOf(project)));
  }

  async #lookForFiles(): Promise<void> {
    const all: string[] = [];
    this.#seen.clear();
    for (const project of this.#projects()) {
      const files = filesOf(this.#partsOf(project));
      if (!files) continue;
      this.#seen.set(project, JSON.stringify(files));
      all.push(...files.configFiles, ...files.envFiles);
    }
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, PLACES_MS)));
    await Promise.race([this.#places.expect(all), late]);
    clearTimeout(timer);
  }

  #projects(): ReadonlySet<string> {
    return new Set([
      ...this.containers.projects(),
      ...this.networks.projects(),
      ...this.volumes.projects(),
      ...this.#deps.memory.of(this.#context).map(({ project }) => project),
      ...this.#deps.folders.found().keys(),
    ]);
  }

  #partsOf(project: string): StackParts {
    return {
      project,
      containers: this.containers.of(project),
      networkCount: this.networks.of(project).length,
      volumeCount: this.volumes.of(project).length,
      remembered: this.#deps.memory.get({ context: this.#context, project }),
      found: this.#deps.folders.found().get(project)?.[0]?.files,
    };
  }

  #summaryOf(project: string): StackSummary | undefined {
    const parts = this.#partsOf(project);
    if (!isInEngine(parts) && !parts.remembered && !parts.found) return undefined;
    return summarize(parts, this.#places, this.#wanted);
  }
}

import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { isSame } from '../containerChange/mergeBody.ts';
import { atomicWrite } from '../storage/atomicWrite.ts';
import { lastOf, type Removal, Story, type Version } from './version.ts';

/** Of one container; the oldest go first, but for the very first. */
const MAX_VERSIONS = 40;
/** Of one engine; those that were touched longest ago go first. */
const MAX_STORIES = 500;
const MAX_REMOVED = 100;

export type Seen = Omit<Version, 'id' | 'at'>;

/** The stories of the containers of one engine, one file each. Everything is read once; what changes is written at once. */
export class HistoryBook {
  readonly #dir: string;
  readonly #stories = new Map<string, Story>();
  readonly #now: () => number;
  #loading: Promise<void> | undefined;
  #writing: Promise<unknown> = Promise.resolve();
  readonly #watchers = new Set<() => void>();

  constructor(dir: string, now: () => number = Date.now) {
    this.#dir = dir;
    this.#now = now;
  }

  async load(): Promise<void> {
    this.#loading ??= this.#loadAll();
    await this.#loading;
  }

  async #loadAll(): Promise<void> {
    const names = await readdir(this.#dir).catch((): string[] => []);
    for (const name of names.filter((one) => one.endsWith('.json'))) {
      const story = await readStory(path.join(this.#dir, name));
      if (story) this.#stories.set(story.id, story);
    }
  }

  ofContainer(containerId: string): Story | undefined {
    const all = [...this.#stories.values()];
    return (
      all.find((story) => story.containerId === containerId) ??
      all.find(({ versions }) => versions.some((one) => one.containerId === containerId))
    );
  }

  get(id: string): Story | undefined {
    return this.#stories.get(id);
  }

  get removed(): readonly Story[] {
    return [...this.#stories.values()].filter(({ removal }) => removal !== undefined);
  }

  knows(containerId: string): boolean {
    return [...this.#stories.values()].some((story) => story.containerId === containerId);
  }

  /** How one is now. Nothing is added where that is as before. A new one with an old name goes on with its story. */
  async add(seen: Seen): Promise<void> {
    const known =
      [...this.#stories.values()].find((one) => one.containerId === seen.containerId) ?? this.#byName(seen.name);
    const version: Version = { ...seen, id: randomUUID(), at: this.#now() };
    if (!known) {
      await this.#put({
        version: 1,
        id: randomUUID(),
        name: seen.name,
        containerId: seen.containerId,
        versions: [version],
      });
      return this.#forgetOldest();
    }
    const last = lastOf(known);
    const isAsBefore = last.name === seen.name && last.imageId === seen.imageId && isSame(last.body, seen.body);
    const versions = isAsBefore ? known.versions : trimmed([...known.versions, version]);
    if (isAsBefore && known.containerId === seen.containerId) return;
    // A container that is being removed is told of until it is gone.
    const removal = known.containerId === seen.containerId ? known.removal : undefined;
    const wasRemoved = known.removal !== removal;
    await this.#put({ ...known, name: seen.name, containerId: seen.containerId, versions, removal });
    if (wasRemoved) this.#tell();
  }

  async remove(containerId: string, removal: Omit<Removal, 'at'>): Promise<void> {
    const story = [...this.#stories.values()].find((one) => one.containerId === containerId);
    // What the app has said of it counts, whatever the engine says after.
    if (!story || story.removal?.by === 'app') return;
    await this.#put({ ...story, removal: { ...removal, at: this.#now() } });
    for (const { id } of this.removed.slice(0, -MAX_REMOVED)) await this.forget(id);
    this.#tell();
  }

  /** It is there after all. */
  async keep(containerId: string): Promise<void> {
    const story = [...this.#stories.values()].find((one) => one.containerId === containerId);
    if (!story?.removal) return;
    await this.#put({ ...story, removal: undefined });
    this.#tell();
  }

  async noteFiles(containerId: string, filesImage: string): Promise<void> {
    const story = [...this.#stories.values()].find((one) => one.containerId === containerId);
    if (!story?.removal) return;
    await this.#put({ ...story, removal: { ...story.removal, filesImage } });
    this.#tell();
  }

  async forget(id: string): Promise<void> {
    this.#stories.delete(id);
    await this.#queued(() => rm(this.#fileOf(id), { force: true }));
    this.#tell();
  }

  #byName(name: string): Story | undefined {
    return [...this.#stories.values()].findLast((story) => story.name === name);
  }

  /** Those that are gone, newest first, then again after each change. */
  async *watchRemoved(signal: AbortSignal): AsyncGenerator<readonly Story[]> {
    let isChanged = true;
    let wake = () => {};
    const onChange = () => {
      isChanged = true;
      wake();
    };
    this.#watchers.add(onChange);
    signal.addEventListener('abort', onChange, { once: true });
    try {
      while (!signal.aborted) {
        if (isChanged) {
          isChanged = false;
          yield this.removed.toSorted((a, b) => (b.removal?.at ?? 0) - (a.removal?.at ?? 0));
        } else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      this.#watchers.delete(onChange);
      signal.removeEventListener('abort', onChange);
    }
  }

  #tell(): void {
    for (const watcher of this.#watchers) watcher();
  }

  async #put(story: Story): Promise<void> {
    this.#stories.delete(story.id); // the last that was touched comes last
    this.#stories.set(story.id, story);
    await this.#queued(async () => {
      await mkdir(this.#dir, { recursive: true, mode: 0o700 });
      await atomicWrite(this.#fileOf(story.id), JSON.stringify(story));
    });
  }

  async #forgetOldest(): Promise<void> {
    for (const id of [...this.#stories.keys()].slice(0, -MAX_STORIES)) await this.forget(id);
  }

  /** One after another: two writes of one file must not meet. */
  #queued<T>(write: () => Promise<T>): Promise<T> {
    const next = this.#writing.then(write);
    this.#writing = next.catch(() => undefined);
    return next;
  }

  readonly #fileOf = (id: string) => path.join(this.#dir, `${id}.json`);
}

const trimmed = (versions: readonly Version[]): Version[] =>
  versions.length <= MAX_VERSIONS ? [...versions] : [versions[0]!, ...versions.slice(1 - MAX_VERSIONS)];

async function readStory(file: string): Promise<Story | undefined> {
  try {
    return Story.safeParse(JSON.parse(await readFile(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

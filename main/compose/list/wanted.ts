import { readFile, stat } from 'node:fs/promises';
import type { StackFiles } from '../../../contract/model/stack.ts';
import { profilesOn } from '../definition/profilesOn.ts';
import { wantedCount } from './wantedCount.ts';

/** A list reads no more than this of a file: larger ones are made by programs. */
const MAX_BYTES = 256 * 1024;
/** So many at a time: reading is work of the one thread that serves everything. */
const AT_ONCE = 4;
const TELL_MS = 100;

/** The files of so many stacks are remembered, also when nobody looks. */
const MOST_READ = 1000;

/** What files want, by their names and when they were written: whoever opens the list again need not wait for it. */
export class WantedCounts {
  readonly #counts = new Map<string, number | undefined>();

  has(key: string): boolean {
    return this.#counts.has(key);
  }

  get(key: string): number | undefined {
    return this.#counts.get(key);
  }

  set(key: string, count: number | undefined): void {
    this.#counts.set(key, count);
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > MOST_READ && oldest !== undefined) this.#counts.delete(oldest);
  }
}

/** How many containers the files of each stack want: read in the background, again when they were written. */
export class Wanted {
  readonly #counts: WantedCounts;
  /** What was last said of each project. */
  readonly #said = new Map<string, number | undefined>();
  readonly #asked = new Map<string, string>();
  readonly #queue: { readonly project: string; readonly files: StackFiles; readonly key: string }[] = [];
  readonly #onRead: (projects: ReadonlySet<string>) => void;
  #working = 0;
  /** Told together: each telling is a patch of the list. */
  #changed = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(onRead: (projects: ReadonlySet<string>) => void, counts = new WantedCounts()) {
    this.#onRead = onRead;
    this.#counts = counts;
  }

  /** What is known of it; what is not is read, and told later. `editedAt`: when the files were last written. */
  of(project: string, files: StackFiles, editedAt: number): number | undefined {
    const key = JSON.stringify([files, editedAt]);
    if (this.#counts.has(key)) {
      const count = this.#counts.get(key);
      this.#said.set(project, count);
      return count;
    }
    if (this.#asked.get(project) !== key) {
      this.#asked.set(project, key);
      this.#queue.push({ project, files, key });
      this.#work();
    }
    return this.#said.get(project); // while it is read again, what it was: it is mostly the same
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#queue.length = 0;
  }

  #tell(project: string): void {
    this.#changed.add(project);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const changed = this.#changed;
      this.#changed = new Set();
      this.#onRead(changed);
    }, TELL_MS);
  }

  #work(): void {
    while (this.#working < AT_ONCE) {
      const next = this.#queue.shift();
      if (!next) return;
      this.#working += 1;
      void countIn(next.files)
        .catch(() => undefined)
        .then((count) => {
          this.#working -= 1;
          if (this.#isClosed) return;
          this.#counts.set(next.key, count);
          if (this.#said.get(next.project) !== count) this.#tell(next.project);
          this.#work();
        });
    }
  }
}

async function countIn(files: StackFiles): Promise<number | undefined> {
  const texts: string[] = [];
  for (const file of files.configFiles) {
    if ((await stat(file)).size > MAX_BYTES) return undefined;
    texts.push(await readFile(file, 'utf8'));
  }
  return wantedCount(texts, await profilesOn(files));
}

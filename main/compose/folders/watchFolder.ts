import { type FSWatcher, statSync, watch } from 'node:fs';
import path from 'node:path';
import { isOfStack } from './inFolder.ts';

/** Says when a stack may have come, gone or changed its name in these folders. Never throws. */
export class FolderWatch {
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** From now on these, and no others. */
  set(folders: readonly string[]): void {
    const wanted = new Set(folders);
    for (const [folder, watcher] of this.#watchers) {
      if (wanted.has(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    for (const folder of wanted) if (!this.#watchers.has(folder)) this.#watch(folder);
  }

  close(): void {
    this.set([]);
  }

  #watch(folder: string): void {
    try {
      const watcher = watch(folder, { persistent: false }, (event, name) => {
        if (name === null || isOfStack(name) || (event === 'rename' && this.#isFolder(path.join(folder, name)))) {
          this.#onChange();
        }
      });
      // A folder that goes is said by the one around it.
      watcher.on('error', () => this.#drop(folder));
      this.#watchers.set(folder, watcher);
    } catch {
      // Out of watches, or the folder has just gone: a later look tries again.
    }
  }

  #drop(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }

  /** It is one, or was: then its watch has lost what it watched. */
  #isFolder(entry: string): boolean {
    if (this.#watchers.has(entry)) {
      this.#drop(entry);
      return true;
    }
    return statSync(entry, { throwIfNoEntry: false })?.isDirectory() ?? false;
  }
}

import path from 'node:path';
import { AppFailure, toAppError } from '../../../contract/errors.ts';
import type { StackFolder } from '../../../contract/model/stack.ts';
import { watchPath } from '../../contexts/watchPath.ts';
import { Feed } from '../../live/feed.ts';
import type { StackMemory } from '../memory.ts';
import type { FoundStack } from './inFolder.ts';
import { type FolderScan, scanFolder } from './scan.ts';
import { FolderWatch } from './watchFolder.ts';

const SETTLE_MS = 30;

export type FolderEntry = StackFolder & { readonly id: string };

export interface Folders {
  readonly feed: Feed<FolderEntry>;
  /** What is in all of them, by project; of one name there may be several. */
  found(): ReadonlyMap<string, readonly FoundStack[]>;
  /** Rejects with `not-found`, `permission-denied` and `conflict`. */
  add(folder: string): Promise<readonly string[]>;
  remove(folder: string): Promise<void>;
  /** Told after each change of what is found; gives back how to stop that. */
  subscribe(listener: () => void): () => void;
  close(): void;
}

interface Followed {
  scan: FolderScan | undefined;
  readonly close: () => void;
}

/** The folders that the person added, looked through once and watched from then on. Must be closed. */
export function openFolders(memory: StackMemory): Folders {
  const feed = new Feed<FolderEntry>();
  const all = new Map<string, Followed>();
  const listeners = new Set<() => void>();
  let byProject: ReadonlyMap<string, readonly FoundStack[]> = new Map();

  function said(folder: string, scan: FolderScan | undefined, thrown?: unknown) {
    const projects = [...new Set(scan?.found.map(({ project }) => project))].toSorted();
    const error = thrown === undefined ? {} : { error: toAppError(thrown) };
    feed.patch([{ id: folder, path: folder, projects, isCut: scan?.isCut ?? false, ...error }], []);
    changed();
  }

  function changed() {
    const next = new Map<string, FoundStack[]>();
    // The same place may be in two of them.
    const places = new Set<string>();
    for (const found of [...all.values()].flatMap(({ scan }) => scan?.found ?? [])) {
      if (places.has(found.files.workingDir)) continue;
      places.add(found.files.workingDir);
      next.set(found.project, [...(next.get(found.project) ?? []), found]);
    }
    byProject = next;
    for (const listener of listeners) listener();
  }

  /** Resolves after the first look; rejects where that fails, and goes on watching all the same. */
  function follow(folder: string): Promise<FolderScan> {
    const stop = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    let looking: Promise<unknown> | undefined;
    let isStale = false;
    const lookSoon = () => {
      if (looking) isStale = true;
      else timer ??= setTimeout(() => void look().catch(() => undefined), SETTLE_MS);
    };
    const watched = new FolderWatch(lookSoon);
    const unwatch = watchPath(folder, lookSoon);
    const followed: Followed = {
      scan: undefined,
      close() {
        stop.abort();
        clearTimeout(timer);
        watched.close();
        unwatch();
      },
    };

    async function lookOnce(): Promise<FolderScan> {
      try {
        const scan = await scanFolder(folder, stop.signal);
        if (stop.signal.aborted) return scan;
        followed.scan = scan;
        watched.set(scan.folders);
        said(folder, scan);
        return scan;
      } catch (thrown) {
        if (!stop.signal.aborted) {
          followed.scan = undefined;
          watched.set([]);
          said(folder, undefined, thrown);
        }
        throw thrown;
      }
    }
    async function look(): Promise<FolderScan> {
      timer = undefined;
      isStale = false;
      const now = lookOnce();
      looking = now;
      try {
        return await now;
      } finally {
        looking = undefined;
        if (isStale && !stop.signal.aborted) lookSoon();
      }
    }

    all.set(folder, followed);
    return look();
  }

  for (const folder of memory.folders()) follow(folder).catch(() => undefined); // it is in the feed

  return {
    feed,
    found: () => byProject,
    async add(typed) {
      const folder = path.resolve(typed);
      if (all.has(folder)) {
        throw new AppFailure({
          code: 'conflict',
          message: `${folder} is looked through already.`,
          hint: 'Choose another folder.',
        });
      }
      const { found } = await scanFolder(folder);
      await memory.addFolder(folder);
      await follow(folder);
      return found.map(({ project }) => project);
    },
    async remove(folder) {
      all.get(folder)?.close();
      all.delete(folder);
      feed.patch([], [folder]);
      changed();
      await memory.removeFolder(folder);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      for (const { close } of all.values()) close();
      all.clear();
    },
  };
}

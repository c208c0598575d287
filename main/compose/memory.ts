import path from 'node:path';
import type { StackFiles, StackRef } from '../../contract/model/stack.ts';
import { sameFiles } from './labelled.ts';
import { loadMemory, type MemoryFile, type RememberedStack, saveMemory } from './memoryFile.ts';

/** Stacks that were only seen; those that the person described are never dropped for room. */
const MOST_SEEN = 300;

export interface StackMemory {
  get(ref: StackRef): RememberedStack | undefined;
  /** Those of one context. */
  of(context: string): readonly RememberedStack[];
  /** What the person says: nothing that is seen changes it. */
  choose(ref: StackRef, files: StackFiles): Promise<void>;
  /** What was seen of a stack that nobody described. Never rejects: nobody asked for it. */
  see(ref: StackRef, files: StackFiles): void;
  forget(ref: StackRef): Promise<void>;
  folders(): readonly string[];
  addFolder(folder: string): Promise<void>;
  removeFolder(folder: string): Promise<void>;
  /** Told after each change; gives back how to stop that. */
  subscribe(listener: () => void): () => void;
  /** Waits for what is being written. */
  close(): Promise<void>;
}

/** What Gantry knows of stacks when they are down, in `stacks.json` of the data folder. Must be closed. */
export async function openStackMemory(dataDir: string, now: () => number = Date.now): Promise<StackMemory> {
  const file = path.join(dataDir, 'stacks.json');
  const listeners = new Set<() => void>();
  let content: MemoryFile = await loadMemory(file);
  let writing: Promise<void> = Promise.resolve();
  /** The write that has not begun yet: it will have all of this. */
  let next: Promise<void> | undefined;

  let index = indexOf(content.stacks);

  function become(change: Partial<MemoryFile>): Promise<void> {
    content = { ...content, ...change };
    if (change.stacks) index = indexOf(change.stacks);
    for (const listener of listeners) listener();
    if (next) return next;
    const written = writing.then(() => {
      next = undefined;
      return saveMemory(file, content);
    });
    next = written;
    writing = written.catch(() => {}); // who asked for it hears of it
    return written;
  }

  const get = (ref: StackRef) => index.get(keyOf(ref));
  const others = (ref: StackRef) => content.stacks.filter((one) => !isSame(one, ref));
  const put = ({ context, project }: StackRef, files: StackFiles, isChosen: boolean) =>
    become({
      stacks: withRoom([...others({ context, project }), { context, project, files, isChosen, seenAt: now() }]),
    });

  return {
    get,
    of: (context) => content.stacks.filter((one) => one.context === context),
    choose: (ref, files) => put(ref, files, true),
    see(ref, files) {
      const known = get(ref);
      if (known?.isChosen || sameFiles(known?.files, files)) return;
      put(ref, files, false).catch(() => undefined);
    },
    async forget(ref) {
      if (get(ref)) await become({ stacks: others(ref) });
    },
    folders: () => content.folders,
    async addFolder(folder) {
      if (!content.folders.includes(folder)) await become({ folders: [...content.folders, folder].toSorted() });
    },
    async removeFolder(folder) {
      if (content.folders.includes(folder)) {
        await become({ folders: content.folders.filter((one) => one !== folder) });
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => writing,
  };
}

/** Asked for each stack of a list. */
const indexOf = (stacks: readonly RememberedStack[]): ReadonlyMap<string, RememberedStack> =>
  new Map(stacks.map((one) => [keyOf(one), one]));

const keyOf = ({ context, project }: StackRef): string => JSON.stringify([context, project]);

const isSame = (a: StackRef, b: StackRef): boolean => a.context === b.context && a.project === b.project;

function withRoom(stacks: readonly RememberedStack[]): readonly RememberedStack[] {
  const seen = stacks.filter(({ isChosen }) => !isChosen);
  const tooMany = new Set(seen.slice(0, Math.max(0, seen.length - MOST_SEEN)));
  return stacks.filter((one) => !tooMany.has(one));
}

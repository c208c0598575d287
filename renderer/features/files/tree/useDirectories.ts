import { useCallback, useEffect, useRef, useState } from 'react';
import { toAppError } from '../../../../contract/errors.ts';
import type { FileAccess, FileEntry, FileSource } from '../../../../contract/model/files.ts';
import { client } from '../../../rpc/index.ts';
import type { Listing } from '../list/useListing.ts';
import { above, type Level, type Levels, levelOf, seenOpen } from './directoryLines.ts';

interface Wanted {
  readonly source: FileSource;
  readonly way: FileAccess['way'] | undefined;
  /** What the list shows: a level that need not be asked for again. */
  readonly listing: Listing | undefined;
  /** Another one: the list is looked at again. */
  readonly turn: number;
  readonly isLoading: boolean;
}

const ROOT: ReadonlySet<string> = new Set(['/']);

/** The levels of directories that are open, each asked for when it is opened, and what opens and closes them. */
export function useDirectories({ source, way, listing, turn, isLoading }: Wanted) {
  const [levels, setLevels] = useState<Levels>(new Map());
  const [open, setOpen] = useState(ROOT);
  // The level that the list shows comes with it, and the way to it is opened.
  const [seen, setSeen] = useState<Listing>();
  if (listing && listing !== seen) {
    setSeen(listing);
    setLevels(new Map(levels).set(listing.path, levelOf(listing.entries)));
    if (listing.path !== seen?.path) setOpen(new Set([...open, ...above(listing.path)]));
  }
  const listed = listing?.path;
  const now = useRef({ levels, open });
  now.current = { levels, open };
  const asking = useRef(new Map<string, AbortController>());

  const put = useCallback((path: string, level: Level) => setLevels((all) => new Map(all).set(path, level)), []);
  const ask = useCallback(
    (path: string) => {
      asking.current.get(path)?.abort();
      const stop = new AbortController();
      asking.current.set(path, stop);
      const isWanted = () => asking.current.get(path) === stop;
      readLevel(source, path, stop.signal)
        .then(
          (level) => isWanted() && put(path, level),
          (thrown: unknown) => isWanted() && put(path, { names: [], moreCount: 0, error: toAppError(thrown) }),
        )
        .finally(() => isWanted() && asking.current.delete(path));
    },
    [source, put],
  );
  const stopAsking = useCallback((path: string) => {
    asking.current.get(path)?.abort();
    asking.current.delete(path);
  }, []);

  // To read one out of an archive is to read all below it, so there only what a person opens is read.
  const isCheap = way === 'program' || way === 'image';
  useEffect(() => {
    if (!isCheap || listed === undefined) return;
    for (const path of above(listed)) if (!now.current.levels.has(path) && !asking.current.has(path)) ask(path);
  }, [isCheap, listed, ask]);

  const lastTurn = useRef(turn);
  useEffect(() => {
    if (lastTurn.current === turn || isLoading || !isCheap) return;
    lastTurn.current = turn;
    const again = new Set(seenOpen(now.current.open));
    // What is closed is forgotten, so that it is looked at when it is opened.
    setLevels((all) => new Map([...all].filter(([path]) => again.has(path) || path === listed)));
    for (const path of again) if (path !== listed) ask(path);
  }, [turn, isLoading, isCheap, listed, ask]);

  useEffect(() => {
    const all = asking.current;
    return () => {
      for (const stop of all.values()) stop.abort();
      all.clear();
    };
  }, [source]);

  function toggle(path: string, isOpen: boolean) {
    const next = new Set(open);
    if (isOpen) next.add(path);
    else next.delete(path);
    setOpen(next);
    const level = levels.get(path);
    if (!isOpen) stopAsking(path);
    else if (!level || level.error) retry(path);
  }
  function retry(path: string) {
    setLevels((all) => new Map([...all].filter(([one]) => one !== path)));
    ask(path);
  }
  return { levels, open, toggle, retry };
}

async function readLevel(source: FileSource, path: string, signal: AbortSignal): Promise<Level> {
  const directories: FileEntry[] = [];
  for await (const progress of client.files.list({ source, path }, { signal })) {
    if (progress.type !== 'entries') continue;
    for (const entry of progress.entries) if (entry.kind === 'directory') directories.push(entry);
  }
  return levelOf(directories);
}

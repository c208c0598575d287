import { useSyncExternalStore } from 'react';

/** What was typed into a file and is not saved. */
export interface Draft {
  readonly text: string;
  /** Of the file on the disk when the typing began; absent where there was none. */
  readonly hash?: string | undefined;
}

const drafts = new Map<string, Draft>();
const listeners = new Set<() => void>();
let paths: readonly string[] = [];

function changed(): void {
  paths = [...drafts.keys()];
  for (const listener of listeners) listener();
}

/** Kept while one looks at other pages: nothing that is not saved is lost by going elsewhere. */
export function keepDraft(path: string, draft: Draft): void {
  drafts.set(path, draft);
  changed();
}

export function dropDraft(path: string): void {
  if (drafts.delete(path)) changed();
}

export const draftOf = (path: string): Draft | undefined => drafts.get(path);

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** The files that have one. */
export const useDraftPaths = (): readonly string[] => useSyncExternalStore(subscribe, () => paths);

// With the page they would be gone: then the browser asks.
if (typeof window !== 'undefined') {
  addEventListener('beforeunload', (event) => {
    if (drafts.size > 0) event.preventDefault();
  });
}

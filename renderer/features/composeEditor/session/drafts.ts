import type { Draft } from './session.ts';

const PREFIX = 'gantry.compose.draft:';

const storage = (): Storage | undefined => {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined; // a browser may be told to keep nothing
  }
};

/** What is not saved outlives the page: a reload, a crash, a closed window. Gives whether it could be kept. */
export function keepDraft(path: string, draft: Draft): boolean {
  try {
    storage()?.setItem(PREFIX + path, JSON.stringify(draft));
    return true;
  } catch {
    return false; // it is full
  }
}

export function forgetDraft(path: string): void {
  storage()?.removeItem(PREFIX + path);
}

export function draftOf(path: string): Draft | undefined {
  try {
    const kept: unknown = JSON.parse(storage()?.getItem(PREFIX + path) ?? 'null');
    return isDraft(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

export function draftPaths(): readonly string[] {
  const store = storage();
  if (!store) return [];
  return Array.from({ length: store.length }, (_, index) => store.key(index) ?? '')
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => key.slice(PREFIX.length))
    .toSorted();
}

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Draft).text === 'string' &&
  typeof (value as Draft).at === 'number';

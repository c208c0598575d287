import { useEffect, useSyncExternalStore } from 'react';

/** What anybody may open with something to begin from, and one component shows: a dialog, for example. */
export interface Opener<T> {
  readonly open: (value: T) => void;
  readonly close: () => void;
  readonly isOpen: () => boolean;
  /** For the one component that shows it: when that goes away, it closes. */
  readonly useOpened: () => T | undefined;
}

export function createOpener<T extends object>(): Opener<T> {
  const listeners = new Set<() => void>();
  let value: T | undefined;
  const set = (next: T | undefined) => {
    value = next;
    for (const listener of listeners) listener();
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const close = () => set(undefined);
  return {
    open: set,
    close,
    isOpen: () => value !== undefined,
    useOpened() {
      useEffect(() => close, []);
      return useSyncExternalStore(subscribe, () => value);
    },
  };
}

import { useEffect, useSyncExternalStore } from 'react';

export interface Flag {
  readonly set: (isSet: boolean) => void;
  /** For the one component that shows what the flag opens: when it goes away, the flag falls. */
  readonly useOwner: () => boolean;
}

/** A yes or no that anybody may set and one component shows: whether the palette is open, for example. */
export function createFlag(): Flag {
  const listeners = new Set<() => void>();
  let value = false;
  const set = (isSet: boolean) => {
    value = isSet;
    for (const listener of listeners) listener();
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return {
    set,
    useOwner() {
      useEffect(() => () => set(false), []);
      return useSyncExternalStore(subscribe, () => value);
    },
  };
}

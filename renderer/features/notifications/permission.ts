import { useSyncExternalStore } from 'react';

export type Permission = 'granted' | 'denied' | 'default' | 'unsupported';

const listeners = new Set<() => void>();

/** What the browser lets us tell. It is asked only when the person wants it. */
export const permission = {
  read: (): Permission => (typeof Notification === 'undefined' ? 'unsupported' : Notification.permission),
  async ask(): Promise<void> {
    if (typeof Notification === 'undefined') return;
    await Notification.requestPermission();
    for (const listener of listeners) listener();
  },
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

export const usePermission = (): Permission => useSyncExternalStore(permission.subscribe, permission.read);

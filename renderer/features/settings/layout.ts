import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { client } from '../../rpc/index.ts';
import type { LayoutStore } from '../../ui/index.ts';
import { readLayout, type TableLayout } from '../../ui/table/columns.ts';
import { readMirror, writeMirror } from './mirror.ts';

const WRITE_MS = 400;

const listeners = new Set<() => void>();
const pending = new Map<string, unknown>();
let values: Readonly<Record<string, unknown>> = readMirror().layout;
let timer: ReturnType<typeof setTimeout> | undefined;

function become(next: Readonly<Record<string, unknown>>): void {
  values = next;
  writeMirror({ layout: values });
  for (const listener of listeners) listener();
}

function save(): void {
  timer = undefined;
  const layout = Object.fromEntries(pending);
  // Kept until main has it: what comes from main meanwhile must not undo it.
  client.app.updateSettings({ layout }).then(
    () => {
      for (const [key, value] of Object.entries(layout)) if (pending.get(key) === value) pending.delete(key);
    },
    () => {
      // Nothing to tell anybody: it stays as it is on the screen, and goes along with the next change.
    },
  );
}

// What was chosen just before the page is left or loaded again is not lost.
if (typeof window !== 'undefined') {
  addEventListener('pagehide', () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    save();
  });
}

/** Sizes, columns, sort: what the interface remembers, in the settings file. */
export const layoutStore: LayoutStore = {
  read: (key) => values[key],
  write(key, value) {
    if (Object.is(values[key], value)) return;
    pending.set(key, value ?? null);
    become({ ...values, [key]: value });
    clearTimeout(timer);
    timer = setTimeout(save, WRITE_MS);
  },
  subscribe(listener) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

/** The layout as main has it, under what was changed here and is on its way. */
export function receiveLayout(layout: Readonly<Record<string, unknown>>): void {
  const next = { ...layout, ...Object.fromEntries(pending) };
  const isSame = JSON.stringify(next) === JSON.stringify(values);
  if (!isSame) become(keepIdentities(next));
}

// A value that is equal stays the same object, so that whoever read it does not render again.
function keepIdentities(next: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(next).map(([key, value]) => [
      key,
      JSON.stringify(values[key]) === JSON.stringify(value) ? values[key] : value,
    ]),
  );
}

/** One remembered value of the layout, and how to change it. */
export function useLayoutValue<T>(
  key: string,
  isValid: (value: unknown) => value is T,
  otherwise: T,
): [T, (value: T) => void] {
  const value = useSyncExternalStore(layoutStore.subscribe, () => layoutStore.read(key));
  const set = useCallback((next: T) => layoutStore.write(key, next), [key]);
  return [isValid(value) ? value : otherwise, set];
}

/** The columns of a table as the person left them. `first` must be the same object each time. */
export function useTableLayout(key: string, first: TableLayout): [TableLayout, (layout: TableLayout) => void] {
  const stored = useSyncExternalStore(layoutStore.subscribe, () => layoutStore.read(key));
  const layout = useMemo(() => (stored === undefined || stored === null ? first : readLayout(stored)), [stored, first]);
  const setLayout = useCallback((next: TableLayout) => layoutStore.write(key, next), [key]);
  return [layout, setLayout];
}

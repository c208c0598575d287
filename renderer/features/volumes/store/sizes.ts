import { useSyncExternalStore } from 'react';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import { client } from '../../../rpc/index.ts';

/** What was measured of one engine, since the page was opened. */
export interface Sizes {
  readonly values: Readonly<Record<string, number>>;
  /** Epoch ms; absent before the first time. */
  readonly at?: number;
  readonly isMeasuring: boolean;
  readonly error?: AppError;
}

const NONE: Sizes = { values: {}, isMeasuring: false };
const all = new Map<string, Sizes>();
const listeners = new Set<() => void>();

function become(context: string, sizes: Sizes): void {
  all.set(context, sizes);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The engine walks through every volume for it: only when somebody asks, and once at a time. */
export async function measureSizes(context: string): Promise<void> {
  const before = all.get(context) ?? NONE;
  if (before.isMeasuring) return;
  become(context, { ...before, isMeasuring: true });
  try {
    become(context, { values: await client.volumes.measure({ context }), at: Date.now(), isMeasuring: false });
  } catch (thrown) {
    become(context, { ...before, isMeasuring: false, error: toAppError(thrown) });
  }
}

export const useSizes = (context: string): Sizes => useSyncExternalStore(subscribe, () => all.get(context) ?? NONE);

import { useEffect, useSyncExternalStore } from 'react';
import type { ImageFacts } from '../../../../contract/model/image.ts';
import { client } from '../../../rpc/index.ts';

/** Rows that appear together are asked for together. */
const COLLECT_MS = 30;
const MAX_ASKED = 500;

const known = new Map<string, ImageFacts>();
const asked = new Set<string>();
const listeners = new Set<() => void>();
const waiting = new Map<string, Set<string>>();
let timer: ReturnType<typeof setTimeout> | undefined;

function ask(): void {
  timer = undefined;
  for (const [context, ids] of waiting) {
    const some = [...ids].slice(0, MAX_ASKED);
    for (const id of some) ids.delete(id);
    if (ids.size === 0) waiting.delete(context);
    else timer ??= setTimeout(ask, COLLECT_MS);
    client.images
      .facts({ context, ids: some })
      .then(
        (facts) => {
          for (const one of facts) known.set(one.id, one);
          for (const listener of listeners) listener();
        },
        () => {
          // It is asked again when the row is next drawn.
        },
      )
      .finally(() => {
        for (const id of some) asked.delete(id);
      });
  }
}

function want(context: string, id: string): void {
  if (known.has(id) || asked.has(id)) return;
  asked.add(id);
  waiting.set(context, (waiting.get(context) ?? new Set()).add(id));
  timer ??= setTimeout(ask, COLLECT_MS);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** What a list does not say of an image: asked once for each that comes on the screen, as it never changes. */
export function useImageFacts(context: string, id: string): ImageFacts | undefined {
  const facts = useSyncExternalStore(subscribe, () => known.get(id));
  useEffect(() => {
    if (!facts) want(context, id);
  }, [context, id, facts]);
  return facts;
}

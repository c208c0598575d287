import type { LiveChange } from '../../contract/model/change.ts';
import type { Context } from '../../contract/model/context.ts';

interface Parts<T> {
  readonly contexts: (signal: AbortSignal) => AsyncIterable<readonly Context[]>;
  readonly watch: (context: string, signal: AbortSignal) => AsyncIterable<LiveChange<T>>;
}

/** A list of the engine that is open, and of the next one when the person opens another. */
export async function* watchOpenEngine<T>(
  { contexts, watch }: Parts<T>,
  signal: AbortSignal,
): AsyncGenerator<LiveChange<T> | { readonly type: 'switched'; readonly context: string }> {
  const ended = new AbortController();
  const until = AbortSignal.any([signal, ended.signal]);
  let selected: string | undefined;
  let moved = new AbortController();
  let wake = () => {};
  let failure: { readonly thrown: unknown } | undefined;
  const follow = async () => {
    for await (const list of contexts(until)) {
      const next = list.find(({ isSelected }) => isSelected)?.name;
      if (next === selected) continue;
      selected = next;
      const before = moved;
      moved = new AbortController();
      before.abort();
      wake();
    }
  };
  signal.addEventListener('abort', () => wake(), { once: true });
  follow().catch((thrown: unknown) => {
    failure = { thrown };
    moved.abort();
    wake();
  });
  try {
    while (!signal.aborted) {
      if (failure) throw failure.thrown;
      if (selected === undefined) {
        await new Promise<void>((resolve) => (wake = resolve));
        continue;
      }
      yield { type: 'switched', context: selected };
      const here = AbortSignal.any([until, moved.signal]);
      yield* watch(selected, here);
      // The list of a context that is gone ends: until another is chosen there is nothing to follow.
      if (!here.aborted)
        await new Promise<void>((resolve) => here.addEventListener('abort', () => resolve(), { once: true }));
    }
  } finally {
    ended.abort();
  }
}

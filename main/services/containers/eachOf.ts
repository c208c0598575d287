/**
 * Runs `work` for each item, a few at a time, and yields in the order in which they end. When the reader leaves, what
 * has begun ends by itself and the rest is not begun. `work` must not reject.
 */
export async function* eachOf<In, Out>(
  items: readonly In[],
  atOnce: number,
  work: (item: In) => Promise<Out>,
): AsyncGenerator<Out, void, undefined> {
  const running = new Set<Promise<void>>();
  const done: Out[] = [];
  let next = 0;
  while (next < items.length || running.size > 0 || done.length > 0) {
    while (next < items.length && running.size < atOnce) {
      const task: Promise<void> = work(items[next++]!).then((out) => {
        done.push(out);
        running.delete(task);
      });
      running.add(task);
    }
    if (done.length === 0) await Promise.race(running);
    yield* done.splice(0);
  }
}

/** The same for when all are wanted at once; rejects with the first failure. In the order of the items. */
export async function mapEach<In, Out>(
  items: readonly In[],
  atOnce: number,
  work: (item: In) => Promise<Out>,
): Promise<Out[]> {
  const results = new Map<In, Out>();
  let failure: { readonly thrown: unknown } | undefined;
  const guarded = async (item: In) => {
    try {
      results.set(item, await work(item));
    } catch (thrown) {
      failure ??= { thrown };
    }
  };
  for await (const _ of eachOf(items, atOnce, guarded)) if (failure) throw failure.thrown;
  return items.map((item) => results.get(item) as Out);
}

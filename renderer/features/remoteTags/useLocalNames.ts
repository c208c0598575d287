import { useEffect, useState } from 'react';
import { client } from '../../rpc/index.ts';

/** The names of the images on the engine, with the ids behind them. Empty while they are not known. */
export function useLocalNames(context: string): ReadonlyMap<string, string> {
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    const abort = new AbortController();
    client.images.list({ context }, { signal: abort.signal }).then(
      (images) => setNames(new Map(images.flatMap(({ id, tags }) => tags.map((tag) => [tag, id] as const)))),
      () => undefined, // a name can be typed all the same; the push says what is wrong
    );
    return () => abort.abort();
  }, [context]);
  return names;
}

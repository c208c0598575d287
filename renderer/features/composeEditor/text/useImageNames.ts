import { useEffect, useState } from 'react';
import { client } from '../../../rpc/index.ts';

const NONE: readonly string[] = [];

/** Names of the images on an engine, asked for once; none while they are not known. */
export function useImageNames(context: string | undefined): readonly string[] {
  const [found, setFound] = useState<{ readonly context: string; readonly names: readonly string[] }>();
  useEffect(() => {
    if (context === undefined) return undefined;
    const abort = new AbortController();
    client.images.list({ context }, { signal: abort.signal }).then(
      (images) => setFound({ context, names: images.flatMap(({ tags }) => tags).toSorted() }),
      () => undefined, // completion does without
    );
    return () => abort.abort();
  }, [context]);
  return found && found.context === context ? found.names : NONE;
}

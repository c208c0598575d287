import { useEffect, useState } from 'react';
import type { ImageSummary } from '../../../../contract/model/image.ts';
import { client } from '../../../rpc/index.ts';
import { useSettled } from '../../../ui/useSettled.ts';

export type SharedSizes = Readonly<Record<string, number>>;

/** The engine looks at every layer for it: after a change it is asked once the list stands still. */
const SETTLE_MS = 1000;
const NONE: SharedSizes = {};

/** How much of each image others need too, while somebody wants to see it. */
export function useSharedSizes(context: string, images: readonly ImageSummary[], isWanted: boolean): SharedSizes {
  const [sizes, setSizes] = useState<{ readonly context: string; readonly values: SharedSizes }>();
  const settled = useSettled(images, SETTLE_MS);
  useEffect(() => {
    if (!isWanted || settled.length === 0) return;
    const abort = new AbortController();
    client.images.sharedSizes({ context }, { signal: abort.signal }).then(
      (values) => setSizes({ context, values }),
      () => undefined, // the column stays empty; what keeps the engine from answering is said elsewhere
    );
    return () => abort.abort();
  }, [context, settled, isWanted]);
  return sizes?.context === context ? sizes.values : NONE;
}

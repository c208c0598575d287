import { useEffect, useState } from 'react';
import type { VolumeOrigin, VolumeSummary } from '../../../../contract/model/volume.ts';
import { client } from '../../../rpc/index.ts';
import { useSettled } from '../../../ui/useSettled.ts';

export type Origins = Readonly<Record<string, VolumeOrigin>>;

const SETTLE_MS = 300;
const NONE: Origins = {};

/** Who had the anonymous volumes that no container has now. */
export function useOrigins(context: string, volumes: readonly VolumeSummary[]): Origins {
  const [origins, setOrigins] = useState<{ readonly context: string; readonly values: Origins }>();
  const settled = useSettled(volumes, SETTLE_MS);
  const isWanted = settled.some(({ isAnonymous }) => isAnonymous);
  useEffect(() => {
    if (!isWanted || context === '') return;
    const abort = new AbortController();
    client.volumes.origins({ context }, { signal: abort.signal }).then(
      (values) => setOrigins({ context, values }),
      () => undefined, // the names stay as bare as they are
    );
    return () => abort.abort();
  }, [context, settled, isWanted]);
  return origins?.context === context ? origins.values : NONE;
}

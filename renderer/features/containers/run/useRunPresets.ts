import { useEffect, useState } from 'react';
import type { RunPresets } from '../../../../contract/model/runPreset.ts';
import { client, follow } from '../../../rpc/index.ts';

/** Presets and last settings while somebody looks; undefined until they have come. */
export function useRunPresets(): RunPresets | undefined {
  const [presets, setPresets] = useState<RunPresets>();
  useEffect(() => follow({ open: (signal) => client.runPresets.watch({}, { signal }), onItem: setPresets }), []);
  return presets;
}

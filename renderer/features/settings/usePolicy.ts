import { useEffect, useState } from 'react';
import type { PolicyStatus } from '../../../contract/model/settingPath.ts';
import { client } from '../../rpc/index.ts';

const NONE: PolicyStatus = { locked: [], problems: [] };

/** What the organisation has set. Main holds to it whatever is shown here. */
export function usePolicy(): PolicyStatus {
  const [policy, setPolicy] = useState(NONE);
  useEffect(() => {
    const abort = new AbortController();
    client.settingsFile.policy({}, { signal: abort.signal }).then(setPolicy, () => undefined);
    return () => abort.abort();
  }, []);
  return policy;
}

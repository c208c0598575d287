import { useEffect, useState } from 'react';
import type { PolicyStatus, SettingPath } from '../../../contract/model/settingPath.ts';
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

/** Why none of these can be changed here: undefined where all can, empty where no reason was given. */
export const lockedReason = (
  { locked, reason = '' }: PolicyStatus,
  paths: readonly SettingPath[],
): string | undefined => (locked.some(({ path }) => paths.includes(path)) ? reason : undefined);

/** For a control elsewhere than on the Settings page. */
export function useLocked(...paths: readonly SettingPath[]): string | undefined {
  return lockedReason(usePolicy(), paths);
}

import { z } from 'zod';
import type { PolicyStatus, SettingsImport } from '../model/settingPath.ts';
import { call } from '../rpc/define.ts';

/** The settings as a file: taken along, brought back, and what a company says of them. */
export const settingsFile = {
  /** Offers them as a JSON file. `leftOut` names the secrets that are not in it. */
  export: call(z.object({})).returns<{ downloadUrl?: string; leftOut: readonly string[] }>(),
  /**
   * Takes over what such a file says, all or nothing: rejects with `invalid-input` and what is wrong where. What the file
   * does not mention stays, as does what the organisation has set. A trial changes nothing and says what it would.
   */
  import: call(
    z.object({ text: z.string().max(5_000_000), isTrial: z.boolean().default(false) }),
  ).returns<SettingsImport>(),
  policy: call(z.object({})).returns<PolicyStatus>(),
};

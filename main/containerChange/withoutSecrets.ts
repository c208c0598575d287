import { isSecretName } from '../../contract/model/secretName.ts';
import type { RunSettings } from '../../contract/model/run.ts';

const COVERED = '••••';

/** For a command that is only looked at. */
export const withoutSecrets = (settings: RunSettings): RunSettings => ({
  ...settings,
  env: settings.env.map((pair) => (isSecretName(pair.name) && pair.value !== '' ? { ...pair, value: COVERED } : pair)),
});

import type { RunSettings } from '../../../../contract/model/run.ts';
import { isSecretName } from '../../../../contract/model/secretName.ts';

/** For the screen: a value whose name says that it is a secret is not shown. */
export const withoutSecrets = (settings: RunSettings): RunSettings => ({
  ...settings,
  env: settings.env.map((pair) => (isSecretName(pair.name) && pair.value !== '' ? { ...pair, value: '•••' } : pair)),
});

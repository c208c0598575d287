import type { CliArgs } from '../../../contract/commands/docker.ts';
import { foldedRunCommand, runCommandGaps } from '../../../contract/commands/runCommand.ts';
import { createBody } from '../../../contract/createCall/createBody.ts';
import type { RunSettings } from '../../../contract/model/run.ts';
import { hasSecrets, maskSecrets } from '../../../contract/model/run/secrets.ts';
import type { SettingsTexts } from '../../../contract/services/containerSettings.ts';
import { composeFile, composeGaps } from './compose/composeFile.ts';

interface TextOptions {
  readonly cliArgs: CliArgs;
  readonly areSecretsShown: boolean;
}

/** The same container in the three ways in which other programs make it. */
export function settingsTexts(settings: RunSettings, { cliArgs, areSecretsShown }: TextOptions): SettingsTexts {
  const shown = areSecretsShown ? settings : maskSecrets(settings);
  return {
    run: foldedRunCommand(shown, cliArgs),
    runGaps: runCommandGaps(settings),
    compose: composeFile(shown),
    composeGaps: composeGaps(settings),
    createCall: JSON.stringify(createBody(shown, { canMakeNetworks: true }).body, undefined, 2),
    hasSecrets: hasSecrets(settings),
  };
}

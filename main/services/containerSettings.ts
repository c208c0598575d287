import type { ServiceOf } from '../../contract/index.ts';
import { settingsTexts } from './containerSettings/texts.ts';
import { readSettings } from './containerSettings/read.ts';
import type { ContainersDeps } from './containers/deps.ts';

/** What existing containers were made with. */
export function createContainerSettingsService({
  getConnection,
  cliArgs,
}: Pick<ContainersDeps, 'getConnection' | 'cliArgs'>): ServiceOf<'containerSettings'> {
  return {
    async of(ref, signal) {
      const { settings, made, image } = await readSettings(await getConnection(ref.context, signal), ref.id, signal);
      return { ref, settings, imageId: made.Image ?? '', isImageGone: image === undefined };
    },
    async texts({ context, settings, areSecretsShown }) {
      return settingsTexts(settings, { cliArgs: cliArgs(context), areSecretsShown });
    },
  };
}

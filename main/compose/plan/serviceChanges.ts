import type { SettingChange } from '../../../contract/model/stackRun.ts';
import type { EngineDefaults } from '../../../contract/createCall/read/made.ts';
import { settingsOf } from '../../../contract/createCall/read/settingsOf.ts';
import type { Connection } from '../../docker/connection.ts';
import { composeService } from '../../services/containerSettings/compose/service.ts';
import { engineDefaults, readSettings } from '../../services/containerSettings/read.ts';
import { comparable } from './comparable.ts';
import { type ComposeConfig, type ConfigService, imageOf } from './composeConfig.ts';
import { compareSettings, type Settings } from './settings.ts';

/**
 * What differs between a container and its service in the file. Empty where it differs in what no container shows. What
 * the image gives counts only where the file says something of it.
 */
export async function serviceChanges(
  connection: Connection,
  config: ComposeConfig,
  service: string,
  containerId: string,
  signal?: AbortSignal,
): Promise<SettingChange[]> {
  const [{ settings, made }, defaults] = await Promise.all([
    readSettings(connection, containerId, signal),
    engineDefaults(connection, signal),
  ]);
  const one = config.services[service];
  if (!one) return [];
  const wanted = comparable({ ...withoutDefaults(one, defaults), image: imageOf(config.name, service, one) }, config);
  const own = comparable(composeService(settings) as Record<string, unknown>, config);
  const whole = comparable(composeService(settingsOf(made, {}, defaults)) as Record<string, unknown>, config);
  const before: Settings = new Map([
    ...[...own].filter(([key]) => !wanted.has(key)),
    ...[...whole].filter(([key]) => wanted.has(key)),
  ]);
  return compareSettings(before, wanted);
}

/** A container does not tell whether the file names what the engine takes anyway. */
function withoutDefaults(service: ConfigService, { logDriver, runtime }: EngineDefaults): ConfigService {
  const fields = service as Record<string, unknown>;
  const logging = fields['logging'] as Record<string, unknown> | undefined;
  return {
    ...service,
    ...(fields['runtime'] === runtime && { runtime: undefined }),
    ...(logging?.['driver'] === logDriver && { logging: { ...logging, driver: undefined } }),
  };
}

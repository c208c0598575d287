import type { RunSettings } from '../model/run.ts';
import { hostConfigBody } from './body/host.ts';
import { type CreateOptions, laterNetworks, type LaterNetwork, networkingConfig } from './body/networks.ts';
import { configBody } from './body/process.ts';

export interface CreateRequest {
  /** Of `POST /containers/create`; its name and platform belong into the query. */
  readonly body: object;
  /** To be connected after that, before the start, where the engine cannot make it with all of them. */
  readonly laterNetworks: readonly LaterNetwork[];
}

/** What makes exactly the container that the settings describe; `settingsOf` reads it back. */
export function createBody(settings: RunSettings, options: CreateOptions): CreateRequest {
  const { networks } = settings;
  const networking = networkingConfig(settings, options);
  const mac = options.canMakeNetworks ? undefined : networks[0]?.macAddress;
  return {
    body: {
      ...configBody(settings),
      ...(mac && { MacAddress: mac }),
      HostConfig: hostConfigBody(settings),
      ...(networking && { NetworkingConfig: networking }),
    },
    laterNetworks: laterNetworks(settings, options),
  };
}

/** API 1.44 and later. */
export function canMakeNetworks({ apiVersion }: { readonly apiVersion: string }): boolean {
  const [major = 0, minor = 0] = apiVersion.split('.').map(Number);
  return major > 1 || minor >= 44;
}

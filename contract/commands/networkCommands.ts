import type { EndpointSettings, NetworkSettings } from '../model/network.ts';
import { type CliArgs, dockerCommand, operands, options } from './docker.ts';

export const inspectNetworkCommand = (name: string, cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, ['network', 'inspect', ...operands([name])]);

export function createNetworkCommand(settings: NetworkSettings, cliArgs: CliArgs = []): string {
  const { name, driver, pools, ipamDriver } = settings;
  return dockerCommand(cliArgs, [
    'network',
    'create',
    ...options({ driver: driver === 'bridge' ? undefined : driver }),
    ...options({ 'ipam-driver': ipamDriver === 'default' ? undefined : ipamDriver }),
    ...pools.flatMap(({ subnet, gateway, ipRange, auxAddresses }) => [
      ...options({ subnet, gateway, 'ip-range': ipRange }),
      ...pairs('aux-address', auxAddresses),
    ]),
    ...options({ internal: settings.isInternal, attachable: settings.isAttachable, ipv6: settings.isIpv6 }),
    ...pairs('opt', settings.options),
    ...pairs('label', settings.labels),
    ...operands([name]),
  ]);
}

const pairs = (option: string, values: Readonly<Record<string, string>>): string[] =>
  Object.entries(values).flatMap(([name, value]) => [`--${option}`, `${name}=${value}`]);

export const connectNetworkCommand = (
  network: string,
  container: string,
  { aliases, ipAddress, ipv6Address }: EndpointSettings,
  cliArgs: CliArgs = [],
): string =>
  dockerCommand(cliArgs, [
    'network',
    'connect',
    ...aliases.flatMap((alias) => ['--alias', alias]),
    ...options({ ip: ipAddress, ip6: ipv6Address }),
    ...operands([network, container]),
  ]);

export const disconnectNetworkCommand = (
  network: string,
  container: string,
  isForced = false,
  cliArgs: CliArgs = [],
): string =>
  dockerCommand(cliArgs, ['network', 'disconnect', ...options({ force: isForced }), ...operands([network, container])]);

export const removeNetworksCommand = (networks: readonly string[], cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, ['network', 'rm', ...operands(networks)]);

/** The engine chooses then, and also takes networks that stopped containers need; Gantry removes what it has shown. */
export function pruneNetworksCommand(untilHours: number | undefined, cliArgs: CliArgs = []): string {
  const until = untilHours === undefined ? [] : ['--filter', `until=${untilHours}h`];
  return dockerCommand(cliArgs, ['network', 'prune', ...until]);
}

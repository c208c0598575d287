import type { SettingChange } from '../../../contract/model/stackRun.ts';
import type { ConfigResource } from './composeConfig.ts';
import type { SaidNetwork, SaidVolume } from './projectState.ts';
import { compareSettings, flatten, type Settings } from './settings.ts';

type Labels = Readonly<Record<string, string>> | null | undefined;

/** Compose's own labels say nothing to a person. */
const ownLabels = (labels: Labels) =>
  Object.fromEntries(Object.entries(labels ?? {}).filter(([name]) => !name.startsWith('com.docker.compose.')));

export function networkChanges(network: ConfigResource, said: SaidNetwork): SettingChange[] {
  const subnets = (all: readonly { subnet?: string; Subnet?: string }[] | null | undefined) =>
    (all ?? []).map(({ subnet, Subnet }) => subnet ?? Subnet ?? '').join(', ');
  const ipam = network['ipam'] as { readonly config?: readonly { subnet?: string }[] } | undefined;
  const wanted: Settings = flatten({
    driver: network['driver'] ?? 'bridge',
    internal: network['internal'] ?? false,
    attachable: network['attachable'] ?? false,
    enable_ipv6: network['enable_ipv6'] ?? said.EnableIPv6 ?? false,
    labels: network['labels'],
    driver_opts: network['driver_opts'],
    // Without a word the engine chooses one, which is no difference.
    subnets: ipam?.config === undefined ? undefined : subnets(ipam.config),
  });
  const had: Settings = flatten({
    driver: said.Driver ?? 'bridge',
    internal: said.Internal ?? false,
    attachable: said.Attachable ?? false,
    enable_ipv6: said.EnableIPv6 ?? false,
    labels: ownLabels(said.Labels),
    driver_opts: said.Options,
    subnets: ipam?.config === undefined ? undefined : subnets(said.IPAM?.Config),
  });
  return compareSettings(had, wanted);
}

export function volumeChanges(volume: ConfigResource, said: SaidVolume): SettingChange[] {
  return compareSettings(
    flatten({ driver: said.Driver ?? 'local', driver_opts: said.Options, labels: ownLabels(said.Labels) }),
    flatten({ driver: volume['driver'] ?? 'local', driver_opts: volume['driver_opts'], labels: volume['labels'] }),
  );
}

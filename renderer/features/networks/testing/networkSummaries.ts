import type { NetworkSummary } from '../../../../contract/model/network.ts';

let made = 0;

/** A plain bridge, with what a test says of it. */
export const summary = (patch: Partial<NetworkSummary> = {}): NetworkSummary => ({
  id: `network-${++made}`,
  name: `network-${made}`,
  driver: 'bridge',
  scope: 'local',
  createdAt: 1,
  isInternal: false,
  isAttachable: false,
  isIpv6: false,
  isIngress: false,
  isConfigOnly: false,
  pools: [],
  subnets: [],
  ipamDriver: 'default',
  options: {},
  labels: {},
  ...patch,
});

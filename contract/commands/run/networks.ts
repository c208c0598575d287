import type { PortMapping, RunNetwork, RunSettings } from '../../model/run.ts';
import { csvLine } from './csv.ts';
import { each } from './each.ts';

export function networkWords(settings: RunSettings): string[] {
  return [
    ...each('network', settings.networks.map(networkAmount)),
    ...each(
      'link',
      settings.links.map(({ container, alias }) => `${container}:${alias}`),
    ),
    ...each('dns', settings.dns),
    ...each('dns-option', settings.dnsOptions),
    ...each('dns-search', settings.dnsSearch),
    ...each(
      'add-host',
      settings.extraHosts.map(({ host, address }) => `${host}:${address}`),
    ),
  ];
}

/** `lab`, or `name=lab,alias=db,ip=10.0.0.5` */
function networkAmount(network: RunNetwork): string {
  const { name, aliases, ipv4Address, ipv6Address, linkLocalAddresses, macAddress, driverOptions } = network;
  const wishes = [
    ...aliases.map((alias) => `alias=${alias}`),
    ...(ipv4Address ? [`ip=${ipv4Address}`] : []),
    ...(ipv6Address ? [`ip6=${ipv6Address}`] : []),
    ...(macAddress ? [`mac-address=${macAddress}`] : []),
    ...linkLocalAddresses.map((address) => `link-local-ip=${address}`),
    ...driverOptions.map((option) => `driver-opt=${option.name}=${option.value}`),
    ...(network.gatewayPriority ? [`gw-priority=${network.gatewayPriority}`] : []),
  ];
  return wishes.length === 0 ? name : csvLine([`name=${name}`, ...wishes]);
}

export function portWords({ ports, expose, publishAll }: RunSettings): string[] {
  return [
    ...(publishAll ? ['--publish-all'] : []),
    ...each('publish', ports.map(publishAmount)),
    ...each(
      'expose',
      expose.map((port) => `${port.containerPort}${protocolAmount(port.protocol)}`),
    ),
  ];
}

/** `127.0.0.1:8080:80`, `8000-8010:80`, `[::1]::53/udp`, `80` */
function publishAmount({ hostIp, hostPort, hostPortEnd, containerPort, protocol }: PortMapping): string {
  const ip = hostIp?.includes(':') ? `[${hostIp}]` : hostIp;
  const range = hostPortEnd === undefined ? (hostPort ?? '') : `${hostPort}-${hostPortEnd}`;
  const host = ip ? `${ip}:${range}:` : range === '' ? '' : `${range}:`;
  return `${host}${containerPort}${protocolAmount(protocol)}`;
}

const protocolAmount = (protocol: string): string => (protocol === 'tcp' ? '' : `/${protocol}`);

import type { Link, PortMapping, ExposedPort, RunNetwork, RunSettings } from '../../model/run.ts';
import { toPairs } from '../../model/run/pairs.ts';
import type { Made, MadeConfig, MadeEndpoint } from './made.ts';

/** Where it is in the networks, as somebody chose it; what the engine gave it is left out. */
export function networksOf(made: Made): Pick<RunSettings, 'networks' | 'links' | 'extraHosts'> {
  const { NetworkMode = 'default', Links, ExtraHosts } = made.HostConfig ?? {};
  const main = NetworkMode === 'default' ? 'bridge' : NetworkMode;
  const endpoints = made.NetworkSettings?.Networks ?? {};
  const isAlone = main === 'host' || main === 'none' || main.startsWith('container:');
  const others = isAlone ? [] : Object.keys(endpoints).filter((name) => name !== main);
  const first = isAlone ? undefined : endpoints[main];
  return {
    networks: [
      networkOf(main, first, made),
      ...others.map((name) => ({ ...networkOf(name, endpoints[name], made), links: linksOf(endpoints[name]?.Links) })),
    ],
    links: [...linksOf(Links), ...linksOf(first?.Links)],
    extraHosts: (ExtraHosts ?? []).map((line) => ({
      host: line.slice(0, line.indexOf(':')),
      address: line.slice(line.indexOf(':') + 1),
    })),
  };
}

function networkOf(name: string, endpoint: MadeEndpoint | null | undefined, made: Made): RunNetwork {
  const { IPAMConfig: ipam, Aliases, DriverOpts, GwPriority } = endpoint ?? {};
  const mac = macOf(name, endpoint, made);
  return {
    name,
    // Older engines name it by its id too.
    aliases: [...new Set(Aliases ?? [])].filter((alias) => alias !== made.Id.slice(0, 12)),
    ...(ipam?.IPv4Address && { ipv4Address: ipam.IPv4Address }),
    ...(ipam?.IPv6Address && { ipv6Address: ipam.IPv6Address }),
    linkLocalAddresses: [...(ipam?.LinkLocalIPs ?? [])],
    ...(mac && { macAddress: mac }),
    driverOptions: toPairs(DriverOpts),
    ...(GwPriority && { gatewayPriority: GwPriority }),
    links: [],
  };
}

/** While it runs the engine does not say which addresses of further networks were chosen and which it made up. */
function macOf(name: string, endpoint: MadeEndpoint | null | undefined, { State, Config, HostConfig }: Made): string {
  const { NetworkMode = 'default' } = HostConfig ?? {};
  const isMain = name === NetworkMode || (name === 'bridge' && NetworkMode === 'default');
  const isLive = State?.Running || State?.Paused || State?.Restarting;
  return (isMain ? Config?.MacAddress : '') || (isLive ? '' : endpoint?.MacAddress) || '';
}

/** `/db:/web/database` → `db` as `database` */
const linksOf = (links: readonly string[] | null | undefined): Link[] =>
  (links ?? []).map((link) => {
    const [from = '', to = ''] = link.split(':');
    const container = from.replace(/^\//, '');
    return { container, alias: to.slice(to.lastIndexOf('/') + 1) || container };
  });

/** Published ports, and those that are only exposed; the image’s are exposed anyway. */
export function portsOf(made: Made, image: MadeConfig): Pick<RunSettings, 'ports' | 'expose'> {
  const bindings = Object.entries(made.HostConfig?.PortBindings ?? {});
  const ports = bindings.flatMap(([key, hosts]) =>
    (hosts ?? []).map(({ HostIp, HostPort }): PortMapping => {
      const [from, to] = (HostPort ?? '').split('-').map(Number);
      return {
        ...portOf(key),
        ...(HostIp && { hostIp: HostIp }),
        ...(from && { hostPort: from }),
        ...(to && { hostPortEnd: to }),
      };
    }),
  );
  const published = new Set(bindings.filter(([, hosts]) => hosts && hosts.length > 0).map(([key]) => key));
  const exposed = Object.keys(made.Config?.ExposedPorts ?? {});
  const isOwn = (key: string) => !published.has(key) && !Object.hasOwn(image.ExposedPorts ?? {}, key);
  return { ports, expose: exposed.filter(isOwn).map(portOf) };
}

function portOf(key: string): ExposedPort {
  const [port = '', protocol] = key.split('/');
  return { containerPort: Number(port), protocol: PROTOCOLS.find((one) => one === protocol) ?? 'tcp' };
}

const PROTOCOLS = ['tcp', 'udp', 'sctp'] as const;

import { posix } from 'node:path';
import { ulimitName } from '../../contract/createCall/read/host.ts';
import { withoutPodmansOwn } from '../../contract/createCall/read/podman.ts';
import type { ImageConfig, MadeContainer, MadeEndpoint } from './made.ts';

/** From API 1.44 on a container is made with all its networks, and has its MAC address from one of them. */
export interface RecreateOptions {
  readonly canMakeNetworks: boolean;
  /**
   * Also those that the engine may have given: nothing tells them apart. Only where the old one does not run beside it.
   */
  readonly keepMacs?: boolean;
  /** Containers that are named by `--volumes-from` and gone: what came from them is named itself. */
  readonly gone?: ReadonlySet<string>;
}

export interface Recreated {
  /** Of `POST /containers/create`. */
  readonly body: Record<string, unknown>;
  /** Connected one by one where the engine cannot make it with all of them. */
  readonly laterNetworks: readonly { readonly name: string; readonly endpoint: Record<string, unknown> }[];
}

/** Taken from the image unless the person chose something else: then the new image’s value is used. */
const FROM_IMAGE = ['Cmd', 'Entrypoint', 'WorkingDir', 'User', 'Healthcheck', 'StopSignal', 'Shell', 'OnBuild'];

/**
 * What makes the same container again from a newer image. What the person chose is kept, with every volume, also those
 * without a name; what only came from the old image is left out, so that it comes from the new one.
 */
export function recreateBody(made: MadeContainer, old: ImageConfig, options: RecreateOptions): Recreated {
  const { canMakeNetworks, gone = new Set() } = options;
  const { Config, HostConfig } = made;
  const { MacAddress, ...chosenConfig } = Config;
  const config = { ...chosenConfig, Env: environmentOf(made, old) };
  const endpoints = endpointsOf(made, options);
  const [first, ...others] = endpoints;
  const chosen = canMakeNetworks ? endpoints : first ? [first] : [];
  return {
    body: {
      ...withoutInherited(config, old),
      Hostname: hostnameOf(made),
      ...(!canMakeNetworks && MacAddress && { MacAddress }),
      HostConfig: {
        ...HostConfig,
        ...cpusOf(HostConfig),
        ...ulimitsOf(HostConfig),
        ...mountsOf(made, gone),
        Links: linksOf(HostConfig.Links),
      },
      ...(chosen.length > 0 && { NetworkingConfig: { EndpointsConfig: Object.fromEntries(chosen) } }),
    },
    laterNetworks: canMakeNetworks ? [] : others.map(([name, endpoint]) => ({ name, endpoint })),
  };
}

/** Undefined where the engine gives it: from the id, or from where the container lives; then naming one is refused. */
function hostnameOf({ Id, Config, HostConfig }: MadeContainer): string | undefined {
  const isAnothers = HostConfig.NetworkMode?.startsWith('container:') || HostConfig['UTSMode'] === 'host';
  return isAnothers || Config.Hostname === Id.slice(0, 12) ? undefined : Config.Hostname;
}

function environmentOf({ Id: id, Config }: MadeContainer, old: ImageConfig): readonly string[] {
  const { Env, Hostname: hostname, User } = Config as Readonly<Record<string, unknown>>;
  return withoutPodmansOwn({
    ...{ env: (Env ?? []) as readonly string[], image: old.Env ?? [], id },
    ...{ hostname: hostname as string | undefined, user: User as string | undefined },
  });
}

function withoutInherited(config: Readonly<Record<string, unknown>>, old: ImageConfig): Record<string, unknown> {
  const kept = Object.entries(config).filter(([key, value]) => !(FROM_IMAGE.includes(key) && isSame(value, old[key])));
  const rest = Object.fromEntries(kept);
  // The engine takes the image's command only where the entrypoint is the image's too.
  if ('Entrypoint' in rest && config['Cmd'] !== undefined) rest['Cmd'] = config['Cmd'];
  const env = (config['Env'] ?? []) as readonly string[];
  return {
    ...rest,
    Env: env.filter((pair) => !(old.Env ?? []).includes(pair)),
    Labels: differing(config['Labels'], old.Labels),
    ExposedPorts: differing(config['ExposedPorts'], old.ExposedPorts),
    Volumes: differing(config['Volumes'], old.Volumes),
  };
}

function differing(of: unknown, old: Readonly<Record<string, unknown>> | null | undefined): Record<string, unknown> {
  const entries = Object.entries((of ?? {}) as Record<string, unknown>);
  return Object.fromEntries(entries.filter(([key, value]) => !(key in (old ?? {}) && isSame(value, old?.[key]))));
}

/** Podman says one limit on CPUs in two ways, of which it takes one only. */
const cpusOf = ({ NanoCpus, CpuQuota }: MadeContainer['HostConfig']) =>
  NanoCpus && CpuQuota ? { CpuPeriod: 0, CpuQuota: 0 } : {};

/** Podman says `RLIMIT_NOFILE` of what it takes as `nofile`. */
function ulimitsOf({ Ulimits }: MadeContainer['HostConfig']) {
  const limits = Ulimits as readonly { readonly Name: string }[] | null | undefined;
  return limits ? { Ulimits: limits.map((limit) => ({ ...limit, Name: ulimitName(limit.Name) })) } : {};
}

/** Volumes without a name are named now: they go on to the new container, with what is in them. */
function mountsOf({ HostConfig, Mounts }: MadeContainer, gone: ReadonlySet<string>) {
  const from = HostConfig.VolumesFrom?.filter((source) => !gone.has(source.split(':')[0] ?? ''));
  const hasLost = from?.length !== HostConfig.VolumesFrom?.length;
  const binds = [...(HostConfig.Binds ?? [])];
  const mounts = (HostConfig.Mounts ?? []).map((mount) => {
    const found = (Mounts ?? []).find(({ Destination }) => Destination === cleanPath(mount.Target ?? ''));
    return mount.Type === 'volume' && !mount.Source && found?.Name ? { ...mount, Source: found.Name } : mount;
  });
  const taken = new Set([...binds.map(targetOfBind), ...mounts.map(({ Target = '' }) => cleanPath(Target))]);
  for (const { Type, Name, Source, Destination, RW } of Mounts ?? []) {
    const source = Type === 'volume' ? Name : Type === 'bind' && hasLost ? Source : undefined;
    if (!source || !Destination || taken.has(Destination)) continue;
    binds.push(`${source}:${Destination}${RW === false ? ':ro' : ''}`);
  }
  return { Binds: binds, Mounts: mounts, ...(from && { VolumesFrom: from }) };
}

/** `name:/data/:ro` → `/data` */
const targetOfBind = (bind: string): string => cleanPath(bind.split(':')[1] ?? bind);

/** As the engine says where something is mounted; what was asked for may be written otherwise: `/data/`. */
const cleanPath = (path: string): string => posix.normalize(path).replace(/(?<=.)\/$/, '');

/** `/db:/web/database` → `db:database` */
const linksOf = (links: readonly string[] | null | undefined): readonly string[] | undefined =>
  links?.map((link) => {
    const [from = '', to = ''] = link.split(':');
    return `${from.replace(/^\//, '')}:${to.slice(to.lastIndexOf('/') + 1)}`;
  });

/** The one that it was made with comes first. */
function endpointsOf(
  made: MadeContainer,
  { canMakeNetworks, keepMacs = false }: RecreateOptions,
): readonly (readonly [string, Record<string, unknown>])[] {
  const { NetworkMode = 'default' } = made.HostConfig;
  if (NetworkMode === 'host' || NetworkMode === 'none' || NetworkMode.startsWith('container:')) return [];
  const main = NetworkMode === 'default' ? 'bridge' : NetworkMode;
  const networks = Object.entries(made.NetworkSettings?.Networks ?? {});
  return networks
    .toSorted(([a], [b]) => Number(b === main) - Number(a === main))
    .map(([name, endpoint]) => {
      const chosen = name === main ? made.Config.MacAddress : undefined;
      // Of the first one the engine says whether it was chosen.
      const perhaps = keepMacs && name !== main ? macOf(endpoint ?? {}) : undefined;
      const mac = canMakeNetworks ? chosen || perhaps : undefined;
      return [name, { ...chosenOf(endpoint ?? {}, made.Id), ...(mac && { MacAddress: mac }) }] as const;
    });
}

/** Of an endpoint what a person chose, not what the engine gave it. */
function chosenOf(
  { IPAMConfig, Aliases, Links, DriverOpts, GwPriority }: MadeEndpoint,
  id: string,
): Record<string, unknown> {
  // Older engines name it by its id too.
  const aliases = (Aliases ?? []).filter((alias) => alias !== id.slice(0, 12));
  const hasAddress = IPAMConfig && (IPAMConfig.IPv4Address || IPAMConfig.IPv6Address);
  return {
    ...(hasAddress && { IPAMConfig }),
    ...(aliases.length > 0 && { Aliases: aliases }),
    ...(Links && Links.length > 0 && { Links }),
    ...(DriverOpts && Object.keys(DriverOpts).length > 0 && { DriverOpts }),
    ...(GwPriority && { GwPriority }),
  };
}

/** Engines before 28 make one of the address: another container may come to have that. */
function macOf({ MacAddress, IPAddress = '' }: MadeEndpoint): string | undefined {
  const bytes = IPAddress.split('.').map((part) => Number(part).toString(16).padStart(2, '0'));
  return MacAddress === ['02', '42', ...bytes].join(':') ? undefined : MacAddress;
}

/** By value; nothing, an empty text and an empty list are the same to the engine. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(plain(a)) === JSON.stringify(plain(b));

function plain(value: unknown): unknown {
  if (value === null || value === undefined || value === '') return null;
  if (Array.isArray(value)) return value.length === 0 ? null : value;
  if (typeof value !== 'object') return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => a.localeCompare(b));
  return entries.map(([key, inner]) => [key, plain(inner)]);
}

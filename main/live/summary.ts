import { AppFailure } from '../../contract/errors.ts';
import type {
  ContainerMount,
  ContainerNetwork,
  ContainerPort,
  ContainerState,
  ContainerSummary,
  HealthStatus,
  Protocol,
} from '../../contract/model/container.ts';
import { HELPER_LABEL } from '../docker/helperLabel.ts';
import { readStack } from './stack.ts';
import { readStatus } from './status.ts';

/** An entry of `GET /containers/json`, as far as it is read; Podman and old engines leave things out. */
export interface ListedContainer {
  readonly Id: string;
  readonly Names?: readonly string[] | null;
  readonly Image?: string;
  readonly ImageID?: string;
  readonly Command?: string;
  /** Epoch seconds. */
  readonly Created?: number;
  readonly State?: string;
  readonly Status?: string;
  /** From Docker 29 on. */
  readonly Health?: { readonly Status?: string } | null;
  readonly Ports?: readonly {
    readonly IP?: string;
    readonly PrivatePort?: number;
    readonly PublicPort?: number;
    readonly Type?: string;
  }[];
  readonly Labels?: Readonly<Record<string, string>> | null;
  readonly NetworkSettings?: { readonly Networks?: Readonly<Record<string, ListedNetwork | null>> | null } | null;
  readonly Mounts?: readonly ListedMount[] | null;
}

/** The same in a list and in `inspect`. */
export interface ListedNetwork {
  readonly NetworkID?: string;
  readonly IPAddress?: string;
  readonly IPPrefixLen?: number;
  readonly GlobalIPv6Address?: string;
  readonly Gateway?: string;
  readonly MacAddress?: string;
  readonly Aliases?: readonly string[] | null;
}

/** The same in a list and in `inspect`. */
export interface ListedMount {
  readonly Type?: string;
  readonly Name?: string;
  readonly Source?: string;
  readonly Destination?: string;
  readonly Driver?: string;
  readonly RW?: boolean;
  readonly Propagation?: string;
}

/** Throws `unexpected` when the answer is not a list of containers at all. */
export function toSummaries(answer: unknown, now: number): ContainerSummary[] {
  if (!Array.isArray(answer) || answer.some((entry) => typeof entry?.Id !== 'string')) {
    throw new AppFailure({
      code: 'unexpected',
      message: 'The engine’s answer is not a list of containers.',
      detail: JSON.stringify(answer)?.slice(0, 1000) ?? String(answer),
      hint: 'Something between Gantry and the engine may change its answers: a proxy, for one.',
    });
  }
  return (answer as ListedContainer[]).filter((entry) => !isOwnHelper(entry)).map((entry) => toSummary(entry, now));
}

/** What looks at files for Gantry comes and goes with a page; it is nobody's container. */
const isOwnHelper = ({ Labels }: ListedContainer): boolean => Labels?.[HELPER_LABEL] !== undefined;

function toSummary(listed: ListedContainer, now: number): ContainerSummary {
  const state = readState(listed.State);
  const status = readStatus(listed.Status ?? '', now);
  const labels = listed.Labels ?? {};
  const stack = readStack(labels);
  const health = readHealth(listed.Health?.Status) ?? status.health;
  const createdAt = (listed.Created ?? 0) * 1000;
  // Of a paused container the words tell when it was started, not when it was paused.
  const stateSinceAt = state === 'created' ? createdAt : state === 'paused' ? undefined : status.sinceAt;
  const isUp = state === 'running' || state === 'paused' || state === 'restarting';
  const hasEnded = state === 'exited' || state === 'dead';
  return {
    id: listed.Id,
    name: readName(listed),
    image: listed.Image ?? '',
    imageId: listed.ImageID ?? '',
    command: listed.Command ?? '',
    createdAt,
    state,
    ...(health && !hasEnded && { health }),
    ...(hasEnded && status.exitCode !== undefined && { exitCode: status.exitCode }),
    ...(stateSinceAt !== undefined && { stateSinceAt }),
    // Podman lists what a container that does not run would publish; nothing listens there, and a link would lie.
    ports: (listed.Ports ?? []).filter((port) => isUp || port.PublicPort === undefined).map(toPort),
    networks: toNetworks(listed.NetworkSettings?.Networks),
    mounts: (listed.Mounts ?? []).map(toMount),
    labels,
    ...(stack && { stack }),
  };
}

/** Links of old add names like `/web/db`; the container's own has one slash. One that is being removed may have none. */
function readName({ Names, Id }: ListedContainer): string {
  const own = Names?.find((name) => name.lastIndexOf('/') <= 0) ?? Names?.[0];
  return own?.replace(/^\//, '') || Id.slice(0, 12);
}

const STATES: Readonly<Record<string, ContainerState>> = {
  created: 'created',
  running: 'running',
  paused: 'paused',
  restarting: 'restarting',
  removing: 'removing',
  exited: 'exited',
  dead: 'dead',
  // Podman's own
  configured: 'created',
  initialized: 'created',
  stopping: 'running',
  stopped: 'exited',
};

export const readState = (state: string | undefined): ContainerState => STATES[state?.toLowerCase() ?? ''] ?? 'dead';

const readHealth = (status: string | undefined): HealthStatus | undefined =>
  status === 'healthy' || status === 'unhealthy' || status === 'starting' ? status : undefined;

const toPort = (port: NonNullable<ListedContainer['Ports']>[number]): ContainerPort => ({
  containerPort: port.PrivatePort ?? 0,
  protocol: readProtocol(port.Type),
  ...(port.PublicPort && { hostIp: port.IP || '0.0.0.0', hostPort: port.PublicPort }),
});

export const readProtocol = (text: string | undefined): Protocol => (text === 'udp' || text === 'sctp' ? text : 'tcp');

export const toNetworks = (
  networks: Readonly<Record<string, ListedNetwork | null>> | null | undefined,
): ContainerNetwork[] =>
  Object.entries(networks ?? {}).map(([name, network]) => ({
    name,
    ...(network?.NetworkID && { networkId: network.NetworkID }),
    ...(network?.IPAddress && { ipAddress: network.IPAddress }),
    ...(network?.GlobalIPv6Address && { ipv6Address: network.GlobalIPv6Address }),
    ...(network?.IPPrefixLen && { ipPrefixLength: network.IPPrefixLen }),
    ...(network?.Gateway && { gateway: network.Gateway }),
    ...(network?.MacAddress && { macAddress: network.MacAddress }),
    ...(network?.Aliases && network.Aliases.length > 0 && { aliases: network.Aliases }),
  }));

export const toMount = (mount: ListedMount): ContainerMount => ({
  type: (mount.Type || 'bind') as ContainerMount['type'],
  ...(mount.Name && { name: mount.Name }),
  source: mount.Source ?? '',
  destination: mount.Destination ?? '',
  isReadOnly: mount.RW === false,
  ...(mount.Driver && { driver: mount.Driver }),
  ...(mount.Propagation && { propagation: mount.Propagation }),
});

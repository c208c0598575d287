import type { ContainerPort, ContainerSummary } from '../../../../contract/model/container.ts';
import { compareText } from '../../../ui/compareText.ts';
import { isDefaultBridge, isEngineOwn, type NetworkSummary } from '../../../../contract/model/network.ts';
import { t } from '../texts/index.ts';

/** Where containers stand that have no network of their own: they share another’s, or have none. */
export const APART = 'apart';

/** A network as a frame around those that are at home in it. */
export interface MapFrame {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  /** `closed`: internal, nothing outside is reached. `host`: the machine’s own. */
  readonly kind: 'open' | 'closed' | 'host' | 'apart';
  readonly memberIds: readonly string[];
}

export interface MapLine {
  readonly id: string;
  /** `joins`: it is on this network too. `depends`: the stack starts the other one first. */
  readonly kind: 'joins' | 'published' | 'depends';
  readonly fromId: string;
  readonly toId: string;
}

/** The outside world, in lines. */
export const WORLD = 'world';

export interface MapGraph {
  readonly frames: readonly MapFrame[];
  readonly lines: readonly MapLine[];
  /** By container: the frame in which it stands. */
  readonly homes: ReadonlyMap<string, string>;
}

/**
 * The picture in words. A container stands in one network and has a line to each other one that it is on; where it stood
 * before, it stays for as long as it is on that network.
 */
export function mapGraph(
  networks: readonly NetworkSummary[],
  containers: readonly ContainerSummary[],
  homesBefore: Readonly<Record<string, string>>,
): MapGraph {
  const known = new Map(networks.map((network) => [network.id, network]));
  const byName = new Map(networks.map((network) => [network.name, network]));
  const members = new Map<string, string[]>();
  const homes = new Map<string, string>();
  const lines: MapLine[] = [];
  const services = new Map<string, string[]>();
  for (const container of containers.toSorted((a, b) => compareText(a.name, b.name))) {
    const on = container.networks.flatMap(
      ({ networkId, name }) => known.get(networkId ?? '') ?? byName.get(name) ?? [],
    );
    const home = homeOf(container, on, homesBefore[container.id]);
    homes.set(container.id, home);
    members.set(home, [...(members.get(home) ?? []), container.id]);
    for (const { id } of on) {
      if (id !== home) lines.push({ id: `${container.id} ${id}`, kind: 'joins', fromId: container.id, toId: id });
    }
    if (publishedOf(container).length > 0) {
      lines.push({ id: `${WORLD} ${container.id}`, kind: 'published', fromId: WORLD, toId: container.id });
    }
    const { project, service } = container.stack ?? {};
    if (project && service) {
      const key = `${project} ${service}`;
      services.set(key, [...(services.get(key) ?? []), container.id]);
    }
  }
  lines.push(...dependsLines(containers, services));
  const frames = networks
    .map((network) => frameOf(network, members.get(network.id) ?? []))
    // What every engine has is shown when somebody uses it.
    .filter(({ id, memberIds }) => memberIds.length > 0 || !isEngineOwn(known.get(id)!));
  const apart = members.get(APART);
  if (apart) {
    const note = t('they share another container’s, or have none');
    frames.push({ id: APART, title: t('Without a network of their own'), note, kind: 'apart', memberIds: apart });
  }
  return { frames, lines, homes };
}

function homeOf(container: ContainerSummary, on: readonly NetworkSummary[], before: string | undefined): string {
  if (on.length === 0) return APART;
  if (on.some(({ id }) => id === before)) return before!;
  const rank = (network: NetworkSummary) =>
    (isDefaultBridge(network) ? 4 : 0) +
    (network.stack !== undefined && network.stack === container.stack?.project ? 0 : 2) +
    (network.isInternal ? 1 : 0);
  return on.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))[0]!.id;
}

function frameOf(network: NetworkSummary, memberIds: readonly string[]): MapFrame {
  const { id, name, driver, isInternal, subnets } = network;
  const kind = driver === 'host' ? 'host' : driver === 'null' || isInternal ? 'closed' : 'open';
  const note = [isInternal ? 'internal' : driver === 'null' ? t('cut off') : driver, ...subnets.slice(0, 1)].join(
    ' · ',
  );
  return { id, title: name, note, kind, memberIds };
}

/** `db:service_healthy:false,cache:service_started:true`, as `docker compose` writes it into a label. */
function dependsLines(
  containers: readonly ContainerSummary[],
  services: ReadonlyMap<string, readonly string[]>,
): readonly MapLine[] {
  return containers.flatMap(({ id, labels, stack }) =>
    (labels['com.docker.compose.depends_on'] ?? '').split(',').flatMap((part) => {
      const [service = ''] = part.split(':');
      const others = services.get(`${stack?.project ?? ''} ${service}`) ?? [];
      return others
        .filter((other) => other !== id)
        .map((other): MapLine => ({ id: `${id} needs ${other}`, kind: 'depends', fromId: id, toId: other }));
    }),
  );
}

/** What is published, the same port over IPv4 and IPv6 once. */
export function publishedOf({ ports }: ContainerSummary): readonly ContainerPort[] {
  const seen = new Map<string, ContainerPort>();
  for (const port of ports) {
    const key = `${port.hostPort} ${port.containerPort} ${port.protocol}`;
    if (port.hostPort !== undefined && !seen.has(key)) seen.set(key, port);
  }
  return [...seen.values()].toSorted((a, b) => (a.hostPort ?? 0) - (b.hostPort ?? 0));
}

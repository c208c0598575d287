import type { ContainerSummary } from '../../contract/model/container.ts';
import type { StackCopyConcern, StackCopyPlan, StackImage, StackVolume } from '../../contract/model/copy.ts';
import type { VolumeSummary } from '../../contract/model/volume.ts';
import { type ComposeConfig, imageOf } from '../compose/plan/composeConfig.ts';
import { stackVolumeSettings } from './copyStackVolume.ts';
import { compare, type Engines, findImage } from './imagePlan.ts';

/** What is on both engines, as far as the copy of a stack needs it. */
export interface StackCopyState {
  readonly config: ComposeConfig;
  readonly project: string;
  /** Is a path of this computer one of the other engine’s machine? */
  readonly isTargetLocal: boolean;
  readonly containersHere: readonly ContainerSummary[];
  readonly containersThere: readonly ContainerSummary[];
  readonly volumesHere: ReadonlyMap<string, VolumeSummary>;
  readonly volumesThere: ReadonlySet<string>;
  readonly networksThere: ReadonlySet<string>;
  readonly sizes: Readonly<Record<string, number>>;
}

/** Asks both engines about each image that the services name. */
export async function stackImages(
  { from, to }: Engines,
  config: ComposeConfig,
  project: string,
  signal: AbortSignal,
): Promise<readonly StackImage[]> {
  const byName = new Map<string, { services: string[]; isBuilt: boolean }>();
  for (const [name, service] of Object.entries(config.services)) {
    const reference = imageOf(project, name, service);
    const known = byName.get(reference) ?? { services: [], isBuilt: false };
    known.services.push(name);
    byName.set(reference, { ...known, isBuilt: known.isBuilt || service.build !== undefined });
  }
  return Promise.all(
    [...byName].map(async ([reference, of]): Promise<StackImage> => {
      const [here, there] = await Promise.all([findImage(from, reference, signal), findImage(to, reference, signal)]);
      const nameThere = here ? compare(here, there) : there ? 'same' : 'free';
      return { reference, ...of, nameThere, ...(here && { sizeBytes: here.sizeBytes }) };
    }),
  );
}

/** What would be different there, or in the way, before anything is done. */
export function planStack(state: StackCopyState, images: readonly StackImage[]): StackCopyPlan {
  const volumes = planVolumes(state);
  return { images, volumes, concerns: [...onTheOtherSide(state), ...hostPaths(state)] };
}

function planVolumes({ config, containersHere, volumesHere, volumesThere, sizes }: StackCopyState): StackVolume[] {
  return Object.values(config.volumes).map(({ name, external = false }) => {
    const sizeBytes = sizes[name];
    const here = volumesHere.get(name);
    const users = containersHere.filter(
      ({ state, mounts }) =>
        state === 'running' && mounts.some((mount) => mount.type === 'volume' && mount.name === name),
    );
    return {
      name,
      isExternal: external,
      isHere: here !== undefined,
      isThere: volumesThere.has(name),
      runningUsers: users.map((user) => user.name),
      ...(sizeBytes !== undefined && { sizeBytes }),
      ...(here && { settings: stackVolumeSettings(here) }),
    };
  });
}

function onTheOtherSide({
  config,
  project,
  containersThere,
  volumesHere,
  volumesThere,
  networksThere,
}: StackCopyState): StackCopyConcern[] {
  const own = containersThere.filter(({ stack }) => stack?.project === project);
  const others = containersThere.filter(({ stack }) => stack?.project !== project);
  const services = Object.entries(config.services);
  const names = services.map(([name, service]) => service.container_name ?? `${project}-${name}-1`);
  const ports = services.flatMap(([, service]) => service.ports ?? []);
  return [
    ...(own.length > 0 ? [{ type: 'stack-there' as const, containerCount: own.length }] : []),
    ...others
      .filter(({ name }) => names.includes(name))
      .map(({ name }) => ({ type: 'name-taken' as const, container: name })),
    ...ports.flatMap((port) => portConcern(port, others)),
    ...Object.values(config.networks)
      .filter(({ external, name }) => external && !networksThere.has(name))
      .map(({ name }) => ({ type: 'network-missing' as const, network: name })),
    ...Object.values(config.volumes)
      .filter(({ external, name }) => external && !volumesThere.has(name) && !volumesHere.has(name))
      .map(({ name }) => ({ type: 'volume-missing' as const, volume: name })),
  ];
}

type ConfigPort = NonNullable<ComposeConfig['services'][string]['ports']>[number];

/** Only a port that the file fixes can be taken; of a range the engine finds a free one. */
function portConcern(
  { published = '', host_ip: ip = '', protocol = 'tcp' }: ConfigPort,
  others: readonly ContainerSummary[],
): StackCopyConcern[] {
  if (!/^\d+$/.test(published) || published === '0') return [];
  const hostPort = Number(published);
  const owner = others.find(
    ({ state, ports }) =>
      state === 'running' &&
      ports.some((one) => one.hostPort === hostPort && one.protocol === protocol && overlap(one.hostIp ?? '', ip)),
  );
  return owner ? [{ type: 'port-taken', hostPort, protocol, owner: owner.name }] : [];
}

const EVERYWHERE = new Set(['', '0.0.0.0', '::']);
const overlap = (a: string, b: string): boolean => a === b || EVERYWHERE.has(a) || EVERYWHERE.has(b);

/** Compose hands paths over as they are: on another machine they mean its own disk. */
function hostPaths({ config, isTargetLocal }: StackCopyState): StackCopyConcern[] {
  if (isTargetLocal) return [];
  return Object.entries(config.services).flatMap(([service, { volumes = [] }]) =>
    volumes.flatMap(({ type, source }) =>
      type === 'bind' && source !== undefined ? [{ type: 'host-path' as const, service, path: source }] : [],
    ),
  );
}

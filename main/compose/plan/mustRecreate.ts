import type { PlannedResource, RecreateReason } from '../../../contract/model/stackRun.ts';
import { type ConfigService, imageOf } from './composeConfig.ts';
import { serviceHash } from './hashes.ts';
import type { PlanInput } from './planInput.ts';
import type { ProjectContainer } from './projectState.ts';

/**
 * Why compose makes a container anew, as it decides itself (github.com/docker/compose, pkg/compose/convergence.go): its
 * settings or its image are others than those of the labels, or it is not on a network or has not a volume of the file.
 */
export function whyRecreate(
  input: PlanInput,
  name: string,
  container: ProjectContainer,
  resources: { readonly networks: readonly PlannedResource[]; readonly volumes: readonly PlannedResource[] },
): RecreateReason[] {
  const service = input.config.services[name];
  if (!service) return [];
  const reasons: RecreateReason[] = [];
  if (container.configHash !== expectedHash(input, name, service)) reasons.push('config');
  const image = input.images.get(imageOf(input.project, name, service));
  if (image !== undefined && container.imageDigest !== '' && container.imageDigest !== image) reasons.push('image');
  if (container.state === 'running' && lacksNetwork(input, service, container, resources.networks)) {
    reasons.push('network');
  }
  if (lacksVolume(input, service, container, resources.volumes)) reasons.push('volume');
  return reasons;
}

/** `network_mode: service:db` is hashed with the container that it means at that time. */
function expectedHash({ hashes, state }: PlanInput, name: string, service: ConfigService): string | undefined {
  const said = hashes.get(name);
  const ids = (other: string) =>
    state.containers.filter((one) => one.service === other && !one.isOneOff).toSorted((a, b) => a.number - b.number);
  const resolve = (mode: string | undefined): string | undefined => {
    const other = mode?.startsWith('service:') ? mode.slice('service:'.length) : undefined;
    const id = other === undefined ? undefined : ids(other)[0]?.id;
    return id === undefined ? mode : `container:${id}`;
  };
  const { network_mode: network, ipc, pid, volumes_from: from } = service;
  if (![network, ipc, pid].some((mode) => mode?.startsWith('service:')) && from === undefined) return said;
  if (serviceHash(service) !== said) return said; // another compose, which writes it otherwise
  return serviceHash({
    ...service,
    ...(network !== undefined && { network_mode: resolve(network) ?? network }),
    ...(ipc !== undefined && { ipc: resolve(ipc) ?? ipc }),
    ...(pid !== undefined && { pid: resolve(pid) ?? pid }),
    ...(from && {
      volumes_from: from.map((text) => {
        if (text.startsWith('container:')) return text.slice('container:'.length);
        return ids(text.split(':', 1)[0] ?? '')[0]?.id ?? text;
      }),
    }),
  });
}

/** One that is made anew gets its containers again by itself. */
function lacksNetwork(
  { config, state, externals }: PlanInput,
  service: ConfigService,
  { networkIds }: ProjectContainer,
  networks: readonly PlannedResource[],
): boolean {
  return Object.keys(service.networks ?? {}).some((key) => {
    const planned = networks.find((one) => one.key === key);
    if (!planned || planned.step === 'recreate') return false;
    const name = config.networks[key]?.name ?? '';
    const id = state.networks.find((one) => one.name === name)?.id ?? externals.get(`network ${name}`);
    return id === undefined || !networkIds.includes(id);
  });
}

const lacksVolume = (
  { config }: PlanInput,
  service: ConfigService,
  container: ProjectContainer,
  volumes: readonly PlannedResource[],
): boolean =>
  (service.volumes ?? []).some(({ type, source }) => {
    if (type !== 'volume' || !source) return false;
    const name = config.volumes[source]?.name;
    if (name === undefined) return false;
    return !container.volumes.includes(name) || volumes.some((one) => one.key === source && one.step === 'recreate');
  });

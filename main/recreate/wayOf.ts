import type { UpdateCandidate } from '../../contract/model/tagUpdate.ts';
import type { Dependent, Dependents } from './dependents.ts';
import { type MadeContainer, nameOf } from './made.ts';

const PROJECT = 'com.docker.compose.project';

/** What an update would do to a container: beside the old one where both can run at once, else in its place. */
export function candidateOf(made: MadeContainer, dependents: Dependents): UpdateCandidate {
  const { Id, State, Config } = made;
  const test = Config.Healthcheck?.Test ?? [];
  const common = {
    id: Id,
    name: nameOf(made),
    state: State.Status ?? 'unknown',
    hasHealthcheck: test.length > 0 && test[0] !== 'NONE',
  };
  const skipped = skippedBecause(made, dependents);
  if (skipped !== undefined) return { ...common, skipped };
  const reason = whyNotBoth(made);
  return reason === undefined ? { ...common, way: 'beside' } : { ...common, way: 'in-place', reason };
}

function skippedBecause(made: MadeContainer, dependents: Dependents): string | undefined {
  const project = stackOf(made);
  if (project !== undefined) return `belongs to the stack “${project}”, which updates it: docker compose pull, then up`;
  const [dependent] = dependents.get(made.Id) ?? [];
  return cannotBeMadeAnew(made) ?? (dependent && sharingText(dependent));
}

export const stackOf = ({ Config }: MadeContainer): string | undefined => Config.Labels?.[PROJECT];

/** Undefined where it can. */
export function cannotBeMadeAnew({ Config, HostConfig, State }: MadeContainer): string | undefined {
  if (Config.Labels?.['com.docker.swarm.service.name'] !== undefined) return 'belongs to a swarm service';
  if (HostConfig.AutoRemove) return 'is removed when it ends (--rm): it could not be put back';
  if (State.Paused) return 'is paused';
  return undefined;
}

const SHARING = {
  network: (name: string) => `gives its network to “${name}”, which knows it by its id and would lose it`,
  ipc: (name: string) => `shares its memory (--ipc) with “${name}”, which knows it by its id and would lose it`,
  pid: (name: string) => `shares its processes (--pid) with “${name}”, which knows it by its id and would lose it`,
  link: (name: string) => `is linked from “${name}” (--link), which would lose it`,
} as const;

const sharingText = ({ by, name }: Dependent): string => SHARING[by](name);

/** Undefined where the new one can come up while the old one still runs. */
export function whyNotBoth({ Config, HostConfig, Mounts, NetworkSettings, State }: MadeContainer): string | undefined {
  if (!State.Running) return undefined;
  if (Object.values(HostConfig.PortBindings ?? {}).some((bindings) => bindings?.some(({ HostPort }) => HostPort)))
    return 'it publishes ports';
  const { NetworkMode = '' } = HostConfig;
  if (NetworkMode === 'host' || NetworkMode.startsWith('container:')) return 'it shares a network';
  const endpoints = Object.values(NetworkSettings?.Networks ?? {});
  const hasAddress = endpoints.some((one) => one?.IPAMConfig?.IPv4Address || one?.IPAMConfig?.IPv6Address);
  if (hasAddress || Config.MacAddress) return 'it has an address of its own';
  // A MAC address that was chosen for a second network looks like one that the engine gave.
  if (endpoints.length > 1) return 'it is in several networks';
  // Two databases on one volume destroy it.
  if ((Mounts ?? []).some(({ RW, Type }) => RW !== false && Type !== 'tmpfs')) return 'it writes to volumes';
  return undefined;
}

import type { UpdateCandidate } from '../../../contract/model/tagUpdate.ts';
import { type MadeContainer, nameOf } from './made.ts';
import type { Sharers } from './sharers.ts';

const PROJECT = 'com.docker.compose.project';

/** What an update would do to a container: beside the old one where both can run at once, else in its place. */
export function candidateOf(made: MadeContainer, sharers: Sharers): UpdateCandidate {
  const { Id, State, Config } = made;
  const test = Config.Healthcheck?.Test ?? [];
  const common = {
    id: Id,
    name: nameOf(made),
    state: State.Status ?? 'unknown',
    hasHealthcheck: test.length > 0 && test[0] !== 'NONE',
  };
  const skipped = skippedBecause(made, sharers);
  if (skipped !== undefined) return { ...common, skipped };
  const reason = whyNotBoth(made);
  return reason === undefined ? { ...common, way: 'beside' } : { ...common, way: 'in-place', reason };
}

function skippedBecause({ Id, Config, HostConfig, State }: MadeContainer, sharers: Sharers): string | undefined {
  const project = Config.Labels?.[PROJECT];
  if (project !== undefined) return `belongs to the stack “${project}”, which updates it: docker compose pull, then up`;
  if (Config.Labels?.['com.docker.swarm.service.name'] !== undefined) return 'belongs to a swarm service';
  if (HostConfig.AutoRemove) return 'is removed when it ends (--rm): it could not be put back';
  if (State.Paused) return 'is paused';
  const sharer = sharers.get(Id);
  if (sharer !== undefined) return `gives its network to “${sharer}”, which knows it by its id and would lose it`;
  return undefined;
}

/** Undefined where the new one can come up while the old one still runs. */
function whyNotBoth({ Config, HostConfig, Mounts, NetworkSettings, State }: MadeContainer): string | undefined {
  if (!State.Running) return undefined;
  if (Object.values(HostConfig.PortBindings ?? {}).some((bindings) => bindings?.some(({ HostPort }) => HostPort)))
    return 'it publishes ports';
  const { NetworkMode = '' } = HostConfig;
  if (NetworkMode === 'host' || NetworkMode.startsWith('container:')) return 'it shares a network';
  const endpoints = Object.values(NetworkSettings?.Networks ?? {});
  const hasAddress = endpoints.some((one) => one?.IPAMConfig?.IPv4Address || one?.IPAMConfig?.IPv6Address);
  if (hasAddress || Config.MacAddress) return 'it has an address of its own';
  // Two databases on one volume destroy it.
  if ((Mounts ?? []).some(({ RW, Type }) => RW !== false && Type !== 'tmpfs')) return 'it writes to volumes';
  return undefined;
}

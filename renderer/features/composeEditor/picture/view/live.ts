import type { ContainerSummary } from '../../../../../contract/model/container.ts';
import type { StatusTone } from '../../../../ui/index.ts';

/** What the containers of a service do. */
export interface LiveService {
  readonly tone: StatusTone;
  /** `running, healthy`, `2 of 3 running`, `exited (1)` */
  readonly words: string;
}

/** By service, from the containers that were made from a file: their labels say which. */
export function liveServices(containers: readonly ContainerSummary[], path: string): ReadonlyMap<string, LiveService> {
  const byService = new Map<string, ContainerSummary[]>();
  for (const container of containers) {
    const { service, configFiles } = container.stack ?? {};
    const isOneOff = container.labels['com.docker.compose.oneoff'] === 'True';
    if (service === undefined || isOneOff || configFiles?.includes(path) !== true) continue;
    byService.set(service, [...(byService.get(service) ?? []), container]);
  }
  return new Map([...byService].map(([service, its]) => [service, liveOf(its)]));
}

function liveOf(containers: readonly ContainerSummary[]): LiveService {
  const running = containers.filter(({ state }) => state === 'running');
  const unhealthy = running.filter(({ health }) => health === 'unhealthy').length;
  const starting = running.filter(({ health }) => health === 'starting').length;
  const [count, up] = [containers.length, running.length];
  const health = unhealthy > 0 ? 'unhealthy' : starting > 0 ? 'health: starting' : running[0]?.health;
  const first = containers[0];
  const state = up > 0 ? 'running' : (first?.state ?? 'created');
  const word = state === 'exited' && first?.exitCode !== undefined ? `exited (${first.exitCode})` : state;
  const counted = count === 1 ? word : up === count ? `${up} running` : `${up} of ${count} running`;
  return {
    tone: unhealthy > 0 ? 'unhealthy' : starting > 0 ? 'starting' : state,
    words: [counted, ...(health === undefined ? [] : [health])].join(', '),
  };
}

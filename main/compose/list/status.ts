import type { ContainerSummary } from '../../../contract/model/container.ts';
import type { StackServiceCount, StackStatus } from '../../../contract/model/stack.ts';

type Shown = Pick<ContainerSummary, 'state' | 'health' | 'labels' | 'stack'>;

/** Of `docker compose run`: nothing that the stack is to have. */
export const isOneOff = ({ labels }: Pick<ContainerSummary, 'labels'>): boolean =>
  labels['com.docker.compose.oneoff']?.toLowerCase() === 'true';

/** What the containers of a stack, those of one-off runs aside, are together. */
export function statusOf(containers: readonly Shown[]): StackStatus {
  if (containers.length === 0) return 'not-created';
  const count = (isSo: (container: Shown) => boolean) => containers.filter(isSo).length;
  const running = count(isRunning);
  const paused = count(({ state }) => state === 'paused');
  if (count(({ state }) => state === 'restarting') > 0) return 'restarting';
  if (count((one) => isRunning(one) && one.health === 'unhealthy') > 0) return 'unhealthy';
  if (running === containers.length) return 'running';
  if (running > 0) return 'partly-running';
  return paused > 0 ? 'paused' : 'stopped';
}

export const isRunning = ({ state }: Pick<ContainerSummary, 'state'>): boolean => state === 'running';

/** Each service that has containers, by name. */
export function servicesOf(containers: readonly Shown[]): readonly StackServiceCount[] {
  const all = new Map<string, { containerCount: number; runningCount: number }>();
  for (const container of containers) {
    const name = container.stack?.service;
    if (name === undefined) continue;
    const counts = all.get(name) ?? { containerCount: 0, runningCount: 0 };
    counts.containerCount += 1;
    if (isRunning(container)) counts.runningCount += 1;
    all.set(name, counts);
  }
  return [...all].map(([name, counts]) => ({ name, ...counts })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

import type { ContainerSummary } from '../../../../contract/model/container.ts';

export interface ServiceContainer {
  readonly id: string;
  readonly name: string;
  readonly service: string;
  /** Absent where it is the only one of its service. */
  readonly index?: number;
  /** `web 2` */
  readonly label: string;
}

/** Those of a stack that can be gone into, or of some of its services; by service and number. One-offs are not of these. */
export const runningOf = (
  containers: readonly ContainerSummary[],
  project: string,
  services: readonly string[],
): readonly ServiceContainer[] =>
  containersOf(
    containers.filter(({ state }) => state === 'running'),
    project,
    services,
  );

/** Also those that do not run. */
export function containersOf(
  containers: readonly ContainerSummary[],
  project: string,
  services: readonly string[],
): readonly ServiceContainer[] {
  const its = containers.filter(
    ({ stack, labels }) =>
      stack?.project === project &&
      stack.service !== undefined &&
      labels['com.docker.compose.oneoff']?.toLowerCase() !== 'true' &&
      (services.length === 0 || services.includes(stack.service)),
  );
  const counts = new Map<string, number>();
  for (const { stack } of its) counts.set(stack?.service ?? '', (counts.get(stack?.service ?? '') ?? 0) + 1);
  return its
    .map(({ id, name, stack }): ServiceContainer => {
      const { service = '', number = 1 } = stack ?? {};
      const isOnly = counts.get(service) === 1 && number === 1;
      return { id, name, service, ...(!isOnly && { index: number }), label: isOnly ? service : `${service} ${number}` };
    })
    .toSorted((a, b) => a.service.localeCompare(b.service) || (a.index ?? 0) - (b.index ?? 0));
}

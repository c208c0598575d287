import type { ContainerPort, ContainerSummary } from '../../../../contract/model/container.ts';
import type { StackService } from '../../../../contract/model/stack.ts';
import { t } from '../texts/index.ts';

/** A service as it is wanted, and as it is. */
export interface ServiceRow {
  readonly name: string;
  /** By their numbers. */
  readonly containers: readonly ContainerSummary[];
  readonly runningCount: number;
  /** What the definition says; absent where it has no such service, or cannot be read. */
  readonly wanted?: StackService;
  /** The definition is known, and has it no more: an orphan. */
  readonly isOrphan: boolean;
  readonly image: string;
  readonly ports: readonly ContainerPort[];
}

/** Services of the definition and those that only containers tell of, by name; those of inactive profiles last. */
export function serviceRows(
  containers: readonly ContainerSummary[],
  services: readonly StackService[] | undefined,
): readonly ServiceRow[] {
  const byService = new Map<string, ContainerSummary[]>();
  for (const container of containers) {
    const name = container.stack?.service;
    if (name === undefined || isOneOff(container)) continue;
    byService.set(name, [...(byService.get(name) ?? []), container]);
  }
  const wanted = new Map((services ?? []).map((service) => [service.name, service]));
  return [...new Set([...wanted.keys(), ...byService.keys()])]
    .map((name) => rowOf(name, byService.get(name) ?? [], wanted.get(name), services !== undefined))
    .toSorted((a, b) => Number(isOff(a)) - Number(isOff(b)) || (a.name < b.name ? -1 : 1));
}

function rowOf(
  name: string,
  containers: readonly ContainerSummary[],
  wanted: StackService | undefined,
  isKnown: boolean,
): ServiceRow {
  return {
    name,
    containers: containers.toSorted((a, b) => (a.stack?.number ?? 0) - (b.stack?.number ?? 0)),
    runningCount: containers.filter(({ state }) => state === 'running').length,
    ...(wanted && { wanted }),
    isOrphan: isKnown && wanted === undefined,
    image: containers[0]?.image ?? wanted?.image ?? '',
    ports: containers.flatMap(({ ports }) => ports.filter(({ hostPort }) => hostPort !== undefined)),
  };
}

/** In the definition, switched off by its profiles, and not there. */
export const isOff = ({ wanted, containers }: ServiceRow): boolean =>
  wanted !== undefined && !wanted.isActive && containers.length === 0;

export const isOneOff = ({ labels }: Pick<ContainerSummary, 'labels'>): boolean =>
  labels['com.docker.compose.oneoff']?.toLowerCase() === 'true';

/** “2 of 3 running”: of those that are wanted, where that is known. */
export function runningText(row: ServiceRow): string {
  const wanted = Math.max(row.wanted?.isActive === false ? 0 : (row.wanted?.wantedCount ?? 0), row.containers.length);
  if (isOff(row)) return t('off');
  if (row.containers.length === 0) return wanted === 0 ? t('scaled to none') : t('not created');
  if (row.runningCount === wanted) return wanted === 1 ? t('running') : t('{{wanted}} running', { wanted });
  return row.runningCount === 0
    ? t('stopped')
    : t('{{running}} of {{wanted}} running', { running: row.runningCount, wanted });
}

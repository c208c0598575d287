import type { PlannedVolumeRemoval, VolumeRemovalPlan } from '../../../contract/model/volume.ts';
import type { Connection } from '../../docker/connection.ts';
import { listVolumes } from '../../live/volumeList.ts';
import type { Origins } from '../../volumes/origins.ts';
import type { VolumeStore } from '../../volumes/store/volumeStore.ts';
import { usersByVolume } from '../../volumes/users.ts';

interface PlanDeps {
  readonly store: VolumeStore;
  readonly origins: Origins;
}

/** From API 1.42 on a prune takes anonymous volumes only, unless it is told otherwise. */
export function prunesNamed({ engine }: Connection): boolean {
  const [major = 0, minor = 0] = engine.apiVersion.split('.').map(Number);
  return major === 1 && minor < 42;
}

/** What removing these would take, and what keeps them; one that is gone meanwhile is left out. */
export async function planRemoval(
  deps: PlanDeps,
  connection: Connection,
  names: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<VolumeRemovalPlan> {
  const { context } = connection;
  const [volumes, users] = await Promise.all([
    listVolumes(connection)(undefined, signal),
    usersByVolume(connection, signal),
  ]);
  const origins = deps.origins.of(context);
  const wanted = names && new Set(names);
  const planned = volumes.flatMap((volume): PlannedVolumeRemoval[] => {
    const { name, driver, createdAt, isAnonymous, labels } = volume;
    if (wanted && !wanted.has(name)) return [];
    const size = deps.store.sizesOf(context, name).at(-1);
    const origin = origins[name];
    return [
      {
        ...{ name, driver, createdAt, isAnonymous, labels, users: users.get(name) ?? [] },
        ...(size && { size }),
        ...(origin && { origin }),
      },
    ];
  });
  return { volumes: planned.toSorted((a, b) => a.name.localeCompare(b.name)), prunesNamed: prunesNamed(connection) };
}

/** Those that no container has, as `docker volume prune` chooses them; `all`: the named ones too. */
export async function planPrune(
  deps: PlanDeps,
  connection: Connection,
  all: boolean,
  signal: AbortSignal,
): Promise<VolumeRemovalPlan> {
  const plan = await planRemoval(deps, connection, undefined, signal);
  return {
    ...plan,
    volumes: plan.volumes.filter(({ users, isAnonymous }) => users.length === 0 && (all || isAnonymous)),
  };
}

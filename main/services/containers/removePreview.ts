import { AppFailure } from '../../../contract/errors.ts';
import type { RemovePreview } from '../../../contract/model/container.ts';
import type { Connection } from '../../docker/connection.ts';
import { readState } from '../../live/summary.ts';
import { ask, containerPath } from './ask.ts';
import { mapEach } from './eachOf.ts';
import { anonymousVolumesOf, checkInspected, type Inspected } from './inspected.ts';

const AT_ONCE = 8;
/** The engine walks whole file systems for these two; a preview that is late helps nobody. */
const SIZE_TIMEOUT_MS = 8000;
const VOLUMES_TIMEOUT_MS = 4000;

/** What removing these takes with it; one that is gone meanwhile is left out. */
export async function previewRemove(
  connection: Connection,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly RemovePreview[]> {
  const found = await mapEach(ids, AT_ONCE, (id) => inspectWithSize(connection, id, signal));
  const previews = found.filter((container) => container !== undefined).map(toPreview);
  if (previews.every(({ anonymousVolumes }) => anonymousVolumes.length === 0)) return previews;
  const sizes = await volumeSizes(connection, signal);
  return previews.map((preview) => ({
    ...preview,
    anonymousVolumes: preview.anonymousVolumes.map((volume) => {
      const sizeBytes = sizes.get(volume.name);
      return sizeBytes === undefined ? volume : { ...volume, sizeBytes };
    }),
  }));
}

/** Every container that is not running, the merely created included, as `docker container prune` takes them. */
export async function previewPrune(connection: Connection, signal: AbortSignal): Promise<readonly RemovePreview[]> {
  // Podman knows no `dead`, and refuses to list then.
  const status = ['created', 'exited', ...(connection.engine.product === 'podman' ? [] : ['dead'])];
  const answer = await ask<readonly { readonly Id: string }[]>(connection, {
    method: 'GET',
    path: '/containers/json',
    query: { all: true, filters: JSON.stringify({ status }) },
    signal,
  });
  return previewRemove(
    connection,
    answer.map(({ Id }) => Id),
    signal,
  );
}

async function inspectWithSize(
  connection: Connection,
  id: string,
  signal: AbortSignal,
): Promise<Inspected | undefined> {
  const inspect = async (size: boolean, until: AbortSignal) =>
    checkInspected(
      await ask<unknown>(connection, {
        method: 'GET',
        path: containerPath(id, 'json'),
        query: { size },
        signal: until,
      }),
    );
  const timeout = AbortSignal.timeout(SIZE_TIMEOUT_MS);
  try {
    return await inspect(true, AbortSignal.any([signal, timeout])).catch((thrown: unknown) => {
      if (!timeout.aborted || signal.aborted) throw thrown;
      return inspect(false, signal);
    });
  } catch (thrown) {
    if (thrown instanceof AppFailure && thrown.error.code === 'not-found') return undefined;
    throw thrown;
  }
}

function toPreview(container: Inspected): RemovePreview {
  const volumes = (container.Mounts ?? []).filter(({ Type, Name }) => Type === 'volume' && Name);
  const anonymous = anonymousVolumesOf(container);
  return {
    id: container.Id,
    name: (container.Name ?? '').replace(/^\//, ''),
    image: container.Config?.Image ?? '',
    state: readState(container.State?.Status),
    ...(container.SizeRw !== undefined && { writableBytes: container.SizeRw }),
    isAutoRemoved: container.HostConfig?.AutoRemove === true,
    anonymousVolumes: anonymous.map(({ Name = '', Destination = '' }) => ({ name: Name, destination: Destination })),
    namedVolumes: volumes.filter((volume) => !anonymous.includes(volume)).map(({ Name = '' }) => Name),
  };
}

/** Empty when the engine cannot say, or not in time. */
async function volumeSizes(connection: Connection, signal: AbortSignal): Promise<ReadonlyMap<string, number>> {
  const timeout = AbortSignal.timeout(VOLUMES_TIMEOUT_MS);
  const usage = await ask<{
    readonly Volumes?:
      readonly { readonly Name: string; readonly UsageData?: { readonly Size: number } | null }[] | null;
  }>(connection, {
    method: 'GET',
    path: '/system/df',
    query: { type: 'volume' },
    signal: AbortSignal.any([signal, timeout]),
  }).catch(() => undefined);
  const sized = (usage?.Volumes ?? []).flatMap(({ Name, UsageData }): [string, number][] =>
    UsageData && UsageData.Size >= 0 ? [[Name, UsageData.Size]] : [],
  );
  return new Map(sized);
}

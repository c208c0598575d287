import type { DiskContainer, DiskImage, DiskUsage, DiskVolume } from '../../contract/model/disk.ts';
import type { ImageUser } from '../../contract/model/image.ts';
import { listCache } from '../buildCache/listCache.ts';
import type { Connection } from '../docker/connection.ts';
import { toFailure } from '../docker/errors.ts';
import { requestJson } from '../docker/request.ts';
import { readState } from '../live/summary.ts';
import { readLogSizes } from './logSizes.ts';

interface SaidImage {
  readonly Id: string;
  readonly RepoTags?: readonly string[] | null;
  readonly ParentId?: string;
  readonly Created?: number;
  readonly Size?: number;
  /** -1 where the engine does not know: with containerd's store. */
  readonly SharedSize?: number;
}

interface SaidContainer {
  readonly Id: string;
  readonly Names?: readonly string[] | null;
  readonly Image?: string;
  readonly ImageID?: string;
  readonly State?: string;
  readonly Created?: number;
  readonly SizeRw?: number;
  readonly Mounts?: readonly { readonly Type?: string; readonly Name?: string }[] | null;
}

interface SaidVolume {
  readonly Name: string;
  readonly Driver?: string;
  readonly Labels?: Readonly<Record<string, string>> | null;
  readonly UsageData?: { readonly Size?: number } | null;
}

interface Items<T> {
  readonly Items?: readonly T[] | null;
  readonly TotalSize?: number;
}

/** The answer of `GET /system/df`; the fields with “Usage” are those from API 1.52 on. */
interface Said {
  readonly LayersSize?: number;
  readonly Images?: readonly SaidImage[] | null;
  readonly Containers?: readonly SaidContainer[] | null;
  readonly Volumes?: readonly SaidVolume[] | null;
  readonly ImageUsage?: Items<SaidImage>;
  readonly ContainerUsage?: Items<SaidContainer>;
  readonly VolumeUsage?: Items<SaidVolume>;
}

/** `GET /system/df`, and the sizes of the logs where they can be seen. The engine walks its files for it: seconds. */
export async function readUsage(connection: Connection, signal: AbortSignal): Promise<DiskUsage> {
  const { docker, context } = connection;
  try {
    const query = { verbose: true };
    const [said, cache] = await Promise.all([
      requestJson<Said>(docker, { method: 'GET', path: '/system/df', query, signal }),
      listCache(connection, signal).catch(noneOfPodman),
    ]);
    const containers = said.ContainerUsage?.Items ?? said.Containers ?? [];
    const logs = await readLogSizes(
      connection,
      containers.map(({ Id }) => Id),
      signal,
    );
    const images = toImages(said.ImageUsage?.Items ?? said.Images ?? [], containers);
    const layersSize = said.ImageUsage?.TotalSize ?? said.LayersSize ?? 0;
    const parts = {
      images,
      sharedLayerBytes: Math.max(0, layersSize - sumOf(images, ({ ownBytes }) => ownBytes)),
      containers: containers.map((container) => toContainer(container, logs.get(container.Id))),
      volumes: (said.VolumeUsage?.Items ?? said.Volumes ?? []).map((volume) => toVolume(volume, containers)),
      cache,
    };
    return { measuredAt: Date.now(), ...parts, totalBytes: totalOf(parts) };
  } catch (thrown) {
    throw toFailure(thrown, { context }, signal);
  }
}

function noneOfPodman(thrown: unknown): [] {
  if ((thrown as { error?: { code?: string } }).error?.code === 'unsupported') return [];
  throw thrown;
}

function toImages(images: readonly SaidImage[], containers: readonly SaidContainer[]): DiskImage[] {
  return images.map(({ Id, RepoTags, Created = 0, Size = 0, SharedSize = 0 }) => ({
    id: Id,
    tags: (RepoTags ?? []).filter((tag) => tag !== '<none>:<none>'),
    sizeBytes: Size,
    ownBytes: Math.max(0, Size - Math.max(0, SharedSize)),
    createdAt: Created * 1000,
    users: containers.filter(({ ImageID }) => ImageID === Id).map(toUser),
  }));
}

const toUser = (container: SaidContainer): ImageUser => ({
  id: container.Id,
  name: nameOf(container),
  state: readState(container.State),
});

const nameOf = ({ Id, Names }: SaidContainer): string => (Names?.[0] ?? Id.slice(0, 12)).replace(/^\//, '');

const toContainer = (said: SaidContainer, logBytes: number | undefined): DiskContainer => ({
  ...toUser(said),
  image: said.Image ?? '',
  createdAt: (said.Created ?? 0) * 1000,
  writableBytes: said.SizeRw ?? 0,
  ...(logBytes !== undefined && { logBytes }),
});

function toVolume({ Name, Driver = '', Labels, UsageData }: SaidVolume, containers: readonly SaidContainer[]) {
  const sizeBytes = UsageData?.Size ?? -1;
  const users = containers.filter(({ Mounts }) =>
    Mounts?.some(({ Type, Name: name }) => Type === 'volume' && name === Name),
  );
  return {
    name: Name,
    driver: Driver,
    ...(sizeBytes >= 0 && { sizeBytes }),
    // Engines before 23.0 do not label them.
    isAnonymous: Labels?.['com.docker.volume.anonymous'] !== undefined || /^[0-9a-f]{64}$/.test(Name),
    users: users.map(nameOf),
  } satisfies DiskVolume;
}

/** Records of the cache that images share are in the images already. */
const totalOf = ({
  images,
  sharedLayerBytes,
  containers,
  volumes,
  cache,
}: Omit<DiskUsage, 'measuredAt' | 'totalBytes'>) =>
  sumOf(images, ({ ownBytes }) => ownBytes) +
  sharedLayerBytes +
  sumOf(containers, ({ writableBytes, logBytes = 0 }) => writableBytes + logBytes) +
  sumOf(volumes, ({ sizeBytes = 0 }) => sizeBytes) +
  sumOf(cache, ({ sizeBytes, isShared }) => (isShared ? 0 : sizeBytes));

const sumOf = <T>(items: readonly T[], size: (item: T) => number): number =>
  items.reduce((sum, item) => sum + size(item), 0);

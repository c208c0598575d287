import type { ServiceOf } from '../../contract/index.ts';
import type { ImageDefaults, ImageSummary } from '../../contract/model/image.ts';
import type { GetConnection } from '../docker/connection.ts';
import { toFailure } from '../docker/errors.ts';
import { requestJson } from '../docker/request.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { createRegistries, type Registries } from '../registries/index.ts';
import type { ActivityRecorder } from './activity.ts';
import { previewRemoveImage, removeImage } from './images/remove.ts';
import { startPull } from './transfers/pullJob.ts';

interface SaidImage {
  readonly Id: string;
  readonly RepoTags?: readonly string[] | null;
  readonly RepoDigests?: readonly string[] | null;
  readonly Created: number;
  readonly Size: number;
}

interface SaidImageDetail {
  readonly Id: string;
  readonly Config?: {
    readonly ExposedPorts?: Readonly<Record<string, unknown>> | null;
    readonly Volumes?: Readonly<Record<string, unknown>> | null;
    readonly Env?: readonly string[] | null;
    readonly Entrypoint?: readonly string[] | null;
    readonly Cmd?: readonly string[] | null;
    readonly User?: string;
    readonly WorkingDir?: string;
  } | null;
}

interface ImagesDeps {
  readonly activity: ActivityRecorder;
  readonly getConnection: GetConnection;
  readonly cliArgs: (context: string) => readonly string[];
  readonly jobs: Jobs;
  readonly registries?: Registries;
}

export function createImagesService({
  getConnection,
  cliArgs,
  jobs,
  activity,
  registries = createRegistries({ env: process.env }),
}: ImagesDeps): ServiceOf<'images'> {
  return {
    /** `GET /images/json`, the newest first. */
    async list({ context }, signal) {
      const { docker } = await getConnection(context, signal);
      try {
        const images = await requestJson<readonly SaidImage[]>(docker, { method: 'GET', path: '/images/json', signal });
        return images.map(toSummary).toSorted((a, b) => b.createdAt - a.createdAt);
      } catch (thrown) {
        throw toFailure(thrown, { context, kind: 'image' }, signal);
      }
    },

    /** `GET /images/{name}/json`. Rejects with not-found for an image that is not on the engine. */
    async defaults({ context, reference }, signal) {
      const { docker } = await getConnection(context, signal);
      try {
        const path = `/images/${encodeURI(reference)}/json`;
        return toDefaults(await requestJson<SaidImageDetail>(docker, { method: 'GET', path, signal }));
      } catch (thrown) {
        throw toFailure(thrown, { context, kind: 'image', name: reference }, signal);
      }
    },

    pull: async (input) => ({ jobId: startPull({ getConnection, cliArgs, jobs, activity, registries }, input) }),

    previewRemove: async ({ context, reference }, signal) =>
      previewRemoveImage(await getConnection(context, signal), reference, signal),
    remove: async ({ context, reference, force }, signal) =>
      removeImage({ activity, cliArgs }, await getConnection(context, signal), reference, force),
  };
}

function toSummary({ Id, RepoTags, RepoDigests, Created, Size }: SaidImage): ImageSummary {
  return {
    id: Id,
    // An image without a name is listed with this one by older engines.
    tags: (RepoTags ?? []).filter((tag) => tag !== '<none>:<none>'),
    digests: (RepoDigests ?? []).filter((digest) => !digest.startsWith('<none>')),
    createdAt: Created * 1000,
    sizeBytes: Size,
  };
}

function toDefaults({ Id, Config }: SaidImageDetail): ImageDefaults {
  return {
    id: Id,
    exposedPorts: Object.keys(Config?.ExposedPorts ?? {}).flatMap((port) => {
      const [, number, protocol] = /^(\d+)\/(tcp|udp|sctp)$/.exec(port) ?? [];
      return number ? [{ containerPort: Number(number), protocol: protocol as 'tcp' | 'udp' | 'sctp' }] : [];
    }),
    volumes: Object.keys(Config?.Volumes ?? {}),
    env: Config?.Env ?? [],
    entrypoint: Config?.Entrypoint ?? [],
    command: Config?.Cmd ?? [],
    user: Config?.User ?? '',
    workingDir: Config?.WorkingDir ?? '',
  };
}

import type { ImageDefaults, ImageDetail, ImageHealthcheck } from '../../../contract/model/image.ts';
import type { Connection } from '../../docker/connection.ts';
import { fromInspected, type InspectedImage } from '../../live/imageList.ts';
import { askImage, imagePath } from './ask.ts';

/** `GET /images/{name}/json`, as far as a detail reads it. */
interface SaidDetail extends InspectedImage {
  readonly Author?: string;
  readonly Comment?: string;
  readonly Metadata?: { readonly LastTagTime?: string } | null;
  readonly Config?: SaidConfig | null;
}

interface SaidConfig {
  readonly Labels?: Readonly<Record<string, string>> | null;
  readonly ExposedPorts?: Readonly<Record<string, unknown>> | null;
  readonly Volumes?: Readonly<Record<string, unknown>> | null;
  readonly Env?: readonly string[] | null;
  readonly Entrypoint?: readonly string[] | null;
  readonly Cmd?: readonly string[] | null;
  readonly User?: string;
  readonly WorkingDir?: string;
  readonly StopSignal?: string;
  readonly Shell?: readonly string[] | null;
  readonly OnBuild?: readonly string[] | null;
  readonly Healthcheck?: SaidHealthcheck | null;
}

/** Times in nanoseconds. */
interface SaidHealthcheck {
  readonly Test?: readonly string[] | null;
  readonly Interval?: number;
  readonly Timeout?: number;
  readonly StartPeriod?: number;
  readonly Retries?: number;
}

/** Rejects with `not-found` for an image that is not on the engine. */
export async function inspectImage(
  connection: Connection,
  reference: string,
  signal: AbortSignal,
): Promise<ImageDetail> {
  const raw = await askImage<SaidDetail>(connection, reference, {
    method: 'GET',
    path: imagePath(reference, 'json'),
    signal,
  });
  const lastTaggedAt = Date.parse(raw.Metadata?.LastTagTime ?? '');
  const healthcheck = toHealthcheck(raw.Config?.Healthcheck);
  return {
    ...fromInspected(raw),
    ...toDefaults(raw),
    layers: raw.RootFS?.Layers ?? [],
    author: raw.Author ?? '',
    comment: raw.Comment ?? '',
    stopSignal: raw.Config?.StopSignal ?? '',
    shell: raw.Config?.Shell ?? [],
    onBuild: raw.Config?.OnBuild ?? [],
    ...(healthcheck && { healthcheck }),
    // Never tagged is written as the year 1.
    ...(lastTaggedAt > 0 && { lastTaggedAt }),
    raw,
  };
}

/** Rejects with `not-found` for an image that is not on the engine. */
export async function readDefaults(
  connection: Connection,
  reference: string,
  signal: AbortSignal,
): Promise<ImageDefaults> {
  const path = imagePath(reference, 'json');
  return toDefaults(await askImage<SaidDetail>(connection, reference, { method: 'GET', path, signal }));
}

function toDefaults({ Id, Config }: SaidDetail): ImageDefaults {
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

function toHealthcheck(said: SaidHealthcheck | null | undefined): ImageHealthcheck | undefined {
  if (!said?.Test || said.Test.length === 0) return undefined;
  const ms = (nanoseconds: number | undefined) => (nanoseconds ? nanoseconds / 1e6 : undefined);
  const times = { intervalMs: ms(said.Interval), timeoutMs: ms(said.Timeout), startPeriodMs: ms(said.StartPeriod) };
  return {
    test: said.Test,
    ...Object.fromEntries(Object.entries(times).filter(([, value]) => value !== undefined)),
    ...(said.Retries && { retries: said.Retries }),
  };
}

import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppFailure } from '../../contract/errors.ts';
import { notARegistry } from './failures.ts';

const TYPES = {
  ociIndex: 'application/vnd.oci.image.index.v1+json',
  dockerList: 'application/vnd.docker.distribution.manifest.list.v2+json',
  ociManifest: 'application/vnd.oci.image.manifest.v1+json',
  dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
};
/** Schema 1 is last: a registry that has nothing else is to say so. */
export const ACCEPT = [...Object.values(TYPES), 'application/vnd.docker.distribution.manifest.v1+prettyjws;q=0.1'].join(
  ', ',
);

const Descriptor = z.object({
  mediaType: z.string().optional(),
  digest: z.string(),
  size: z.number().int().nonnegative(),
  platform: z
    .object({
      os: z.string(),
      architecture: z.string(),
      variant: z.string().optional(),
      'os.version': z.string().optional(),
    })
    .optional(),
  annotations: z.record(z.string(), z.string()).nullish(),
});
type Descriptor = z.infer<typeof Descriptor>;

const Index = z.object({ manifests: z.array(Descriptor) });
const Single = z.object({ config: Descriptor, layers: z.array(Descriptor) });
const Config = z.object({
  os: z.string().optional(),
  architecture: z.string().optional(),
  variant: z.string().optional(),
  'os.version': z.string().optional(),
  created: z.string().optional(),
});

export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
  readonly osVersion?: string;
}

export interface Layer {
  readonly digest: string;
  readonly sizeBytes: number;
  readonly mediaType: string;
}

/** `linux/arm64/v8`, as `--platform` takes it. */
export const platformName = ({ os, architecture, variant }: Platform): string =>
  [os, architecture, ...(variant ? [variant] : [])].join('/');

export type Manifest = { readonly digest: string; readonly mediaType: string; readonly sizeBytes: number } & (
  | { readonly kind: 'index'; readonly manifests: readonly { digest: string; platform: Platform | undefined }[] }
  | {
      readonly kind: 'image';
      readonly config: { digest: string; mediaType: string };
      readonly layers: readonly Layer[];
    }
);

/** Reads what a registry gave, after checking it against its digest. Throws `unsupported`, `unexpected`… */
export function readManifest(
  registry: string,
  body: Buffer,
  given: { contentType: string; digestHeader: string | undefined; askedDigest: string | undefined },
): Manifest {
  const digest = checkedDigest(registry, body, given.askedDigest, given.digestHeader);
  const value = parse(registry, body);
  const common = {
    digest,
    sizeBytes: body.length,
    mediaType: (value as { mediaType?: string }).mediaType ?? given.contentType.split(';')[0]!.trim(),
  };
  if ((value as { schemaVersion?: number }).schemaVersion === 1) throw tooOld(registry);
  const index = Index.safeParse(value);
  if (index.success) return { ...common, kind: 'index', manifests: index.data.manifests.filter(isImage).map(child) };
  const single = Single.safeParse(value);
  if (!single.success) throw notARegistry(registry, 'Its answer is not a manifest of an image.');
  const { config, layers } = single.data;
  return {
    ...common,
    kind: 'image',
    config: { digest: config.digest, mediaType: config.mediaType ?? '' },
    layers: layers.map(({ digest: layer, size, mediaType = '' }) => ({ digest: layer, sizeBytes: size, mediaType })),
  };
}

/** From an image's configuration. Artifacts that are no images have none. */
export function readConfig(body: Buffer): { platform?: Platform; createdAt?: number } {
  let value: unknown;
  try {
    value = JSON.parse(body.toString());
  } catch {
    return {};
  }
  const config = Config.safeParse(value).data;
  if (!config) return {};
  const createdAt = config.created === undefined ? NaN : Date.parse(config.created);
  return {
    ...(config.os &&
      config.architecture && { platform: platformOf({ ...config, os: config.os, architecture: config.architecture }) }),
    ...(Number.isNaN(createdAt) ? {} : { createdAt }),
  };
}

export const sha256 = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** BuildKit files its attestations among the images of an index. */
const isImage = ({ annotations, platform }: Descriptor): boolean =>
  annotations?.['vnd.docker.reference.type'] === undefined && platform?.os !== 'unknown';

const child = ({ digest, platform }: Descriptor) => ({ digest, platform: platform && platformOf(platform) });

function platformOf(platform: NonNullable<Descriptor['platform']>): Platform {
  const { os, architecture, variant, 'os.version': osVersion } = platform;
  return { os, architecture, ...(variant && { variant }), ...(osVersion && { osVersion }) };
}

function checkedDigest(registry: string, body: Buffer, asked: string | undefined, header: string | undefined): string {
  const digest = sha256(body);
  const expected = [asked, header].filter((one) => one?.startsWith('sha256:'));
  if (expected.every((one) => one === digest)) return digest;
  throw new AppFailure({
    code: 'unexpected',
    message: `${registry} gave something else than what its digest says.`,
    hint: 'It was damaged on the way or at the registry. Nothing was taken from it.',
    detail: `expected ${expected.join(' and ')}, got ${digest}`,
  });
}

function parse(registry: string, body: Buffer): object {
  try {
    const value: unknown = JSON.parse(body.toString());
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // said below
  }
  throw notARegistry(registry, 'Its answer is not JSON.');
}

const tooOld = (registry: string): AppFailure =>
  new AppFailure({
    code: 'unsupported',
    message: 'This image is in the format of 2015 (manifest schema 1), which Docker does not take any more.',
    hint: `Whoever publishes it at ${registry} must push it again with a newer Docker.`,
  });

import { AppFailure } from '../../../contract/errors.ts';
import { DOCKER_HUB, type ImageReference, pathOnRegistry } from '../../../contract/model/imageReference.ts';
import type { RemoteImageSummary, RemoteTags } from '../../../contract/model/transfer.ts';
import type { Connection } from '../../docker/connection.ts';
import { parseReference } from '../../docker/reference.ts';
import { registryAuth } from '../../docker/registryAuth.ts';
import { platformName, type Registries } from '../../registries/index.ts';
import { askImage } from '../images/ask.ts';

/** More than anybody looks through; some repositories have a hundred thousand. */
const MAX_TAGS = 5000;

/** The tags of a repository, those that a person would take first. */
export async function remoteTags(registries: Registries, reference: string, signal: AbortSignal): Promise<RemoteTags> {
  const image = parseReference(reference);
  return registries.use(image.registry, async (client) => {
    const tags: string[] = [];
    for await (const page of client.tags(clientPath(image), signal)) {
      tags.push(...page);
      if (tags.length >= MAX_TAGS) break;
    }
    return {
      repository: image.repository,
      tags: tags.slice(0, MAX_TAGS).toSorted(byInterest),
      isWhole: tags.length < MAX_TAGS,
    };
  });
}

/** What is behind a name, with its platforms and their sizes; from the engine, without sizes, where only that gets there. */
export async function remoteImage(
  registries: Registries,
  connection: Connection,
  reference: string,
  signal: AbortSignal,
): Promise<RemoteImageSummary> {
  const image = parseReference(reference);
  try {
    const found = await registries.use(image.registry, (client) =>
      client.image(clientPath(image), image.digest ?? image.tag ?? 'latest', signal),
    );
    return {
      reference: image.familiar,
      digest: found.digest,
      platforms: found.platforms.map(({ digest, platform, sizeBytes, createdAt }) => ({
        name: platform ? platformName(platform) : '',
        digest,
        sizeBytes,
        ...(createdAt !== undefined && { createdAt }),
      })),
    };
  } catch (thrown) {
    if (!(thrown instanceof AppFailure) || thrown.error.code !== 'registry-unreachable') throw thrown;
    return byEngine(registries.configDir, connection, image, signal).catch(() => {
      throw thrown;
    });
  }
}

interface SaidDistribution {
  readonly Descriptor: { readonly digest: string };
  readonly Platforms?:
    readonly { readonly os?: string; readonly architecture?: string; readonly variant?: string }[] | null;
}

async function byEngine(
  configDir: string,
  connection: Connection,
  { registry, familiar }: ImageReference,
  signal: AbortSignal,
): Promise<RemoteImageSummary> {
  const auth = await registryAuth(registry, configDir);
  const { Descriptor, Platforms } = await askImage<SaidDistribution>(connection, familiar, {
    method: 'GET',
    path: `/distribution/${familiar}/json`,
    ...(auth !== undefined && { headers: { 'X-Registry-Auth': auth } }),
    signal,
  });
  const names = (Platforms ?? []).map(({ os, architecture, variant }) =>
    [os, architecture, variant].filter(Boolean).join('/'),
  );
  return { reference: familiar, digest: Descriptor.digest, platforms: [...new Set(names)].map((name) => ({ name })) };
}

export const clientPath = (image: ImageReference): string =>
  image.registry === DOCKER_HUB ? image.repository : pathOnRegistry(image);

const numeric = new Intl.Collator('en', { numeric: true });

/** `latest`, then versions with the highest first; names that are only a hash last. */
export function byInterest(a: string, b: string): number {
  return rank(a) - rank(b) || numeric.compare(b, a);
}

function rank(tag: string): number {
  if (tag === 'latest') return 0;
  if (/^v?\d/.test(tag)) return 1;
  return /^(?:sha256-|sha-|[0-9a-f]{12,}$)/.test(tag) ? 3 : 2;
}

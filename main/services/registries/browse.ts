import { DOCKER_HUB } from '../../../contract/model/imageReference.ts';
import { deleteManifestCommand } from '../../../contract/commands/registryCommands.ts';
import { type RegistryImage, type RegistryPlatform, type TagRemovePreview } from '../../../contract/model/registry.ts';
import {
  type CredentialStore,
  type Platform,
  platformName,
  type RegistryClient,
  type RemotePlatform,
} from '../../registries/index.ts';
import { inBatches } from '../../registries/inBatches.ts';
import type { RegistriesDeps } from './deps.ts';

/** Each costs a request; a repository with more tags says how many were not looked at. */
const MAX_TAGS_CHECKED = 500;
const AT_ONCE = 8;

interface InRegistry {
  readonly name: string;
  readonly repository: string;
}

/** A client for as long as somebody reads. */
export async function* pagesOf(
  { registries }: RegistriesDeps,
  name: string,
  pages: (client: RegistryClient) => AsyncIterable<readonly string[]>,
): AsyncGenerator<readonly string[]> {
  const client = await registries.open(name);
  try {
    yield* pages(client);
  } finally {
    await client.close();
  }
}

export function imageOf(
  { registries }: RegistriesDeps,
  { name, repository, reference }: InRegistry & { reference: string },
  signal: AbortSignal,
): Promise<RegistryImage> {
  return registries.use(name, async (client) => {
    const { digest, mediaType, platforms } = await client.image(repository, reference, signal);
    return {
      reference: fullReference(name, repository, reference),
      digest,
      mediaType,
      platforms: platforms.map(toPlatform),
    };
  });
}

/** Which tags go with a tag: all that point at the same digest, as the registry says now. */
export function previewRemoveTag(
  { registries }: RegistriesDeps,
  store: CredentialStore,
  { name, repository, tag }: InRegistry & { tag: string },
  signal: AbortSignal,
): Promise<TagRemovePreview> {
  return registries.use(name, async (client) => {
    const digest = await client.digest(repository, tag, signal);
    const all: string[] = [];
    for await (const page of client.tags(repository, signal)) all.push(...page);
    const checked = all.filter((one) => one !== tag).slice(0, MAX_TAGS_CHECKED);
    const digests = await inBatches(checked, AT_ONCE, (one) => client.digest(repository, one, signal));
    const others = checked.filter((_, index) => digests[index] === digest);
    return {
      digest,
      tags: [tag, ...others.toSorted()],
      uncheckedCount: Math.max(0, all.length - 1 - checked.length),
      command: await commandOf(client, store, repository, digest, signal),
    };
  });
}

/** Deletes a digest at the registry, with every tag that points at it. */
export function removeTag(
  { registries, activity }: RegistriesDeps,
  store: CredentialStore,
  { context, name, repository, digest }: InRegistry & { context: string; digest: string },
  signal: AbortSignal,
): Promise<void> {
  return registries.use(name, async (client) => {
    const command = await commandOf(client, store, repository, digest, signal);
    const entry = { context, title: `Delete from ${name}/${repository}`, command };
    await activity.record(entry, () => client.removeManifest(repository, digest, signal));
  });
}

async function commandOf(
  client: RegistryClient,
  store: CredentialStore,
  repository: string,
  digest: string,
  signal: AbortSignal,
): Promise<string> {
  const { username } = (await store.find(client.registry)) ?? {};
  const scheme = await client.scheme(signal);
  return deleteManifestCommand(`${scheme}://${client.registry}/v2/${repository}/manifests/${digest}`, username);
}

const toPlatform = ({ platform, layers, digest, sizeBytes, createdAt }: RemotePlatform): RegistryPlatform => ({
  digest,
  sizeBytes,
  layerCount: layers.length,
  ...(platform && { platform: nameOf(platform) }),
  ...(createdAt !== undefined && { createdAt }),
});

const nameOf = (platform: Platform): string =>
  platform.osVersion ? `${platformName(platform)} (${platform.osVersion})` : platformName(platform);

function fullReference(registry: string, repository: string, reference: string): string {
  const name = registry === DOCKER_HUB ? repository.replace(/^library\//, '') : `${registry}/${repository}`;
  return `${name}${reference.includes(':') ? '@' : ':'}${reference}`;
}

import type { PushCheck, PushConcern, PushDestination } from '../../../contract/model/transfer.ts';
import { DOCKER_HUB, namespaceOf, readReference } from '../../../contract/model/imageReference.ts';
import type { Connection } from '../../docker/connection.ts';
import type { ImageReference } from '../../docker/reference.ts';
import { isLoopback } from '../../registries/address.ts';
import type { CredentialStore } from '../../registries/index.ts';
import { parsePushTarget } from './pushJob.ts';
import { askImage } from '../images/ask.ts';
import { findImage } from './tagForPush.ts';

/** What to know before an image is pushed under this name. Nothing is sent. */
export async function checkPush(
  connection: Connection,
  imageId: string,
  text: string,
  store: Pick<CredentialStore, 'find' | 'list'>,
  signal: AbortSignal,
): Promise<PushCheck> {
  const target = parsePushTarget(text);
  const [user, holder, tags] = await Promise.all([
    store.find(target.registry),
    findImage(connection, target.familiar, signal),
    localTags(connection, target.repository, signal),
  ]);
  const image = await findImage(connection, imageId, signal);
  const hasName = holder !== undefined && holder.Id === image?.Id;
  const moves: readonly PushConcern[] = holder && !hasName ? [{ type: 'name-moves', fromId: holder.Id }] : [];
  return {
    target: target.familiar,
    registry: target.registry,
    repository: target.repository,
    ...(user?.username !== undefined && { username: user.username }),
    isSignedIn: user !== undefined,
    hasName,
    tags,
    concerns: [...concernsOf(target, user), ...moves],
  };
}

/** Whose the name is, as far as can be told without the registry. */
export function concernsOf(
  target: ImageReference,
  user: { readonly username?: string | undefined } | undefined,
): readonly PushConcern[] {
  const { registry } = target;
  if (registry !== DOCKER_HUB) {
    // One on this machine is mostly open to all; another rarely is.
    return user || isLoopback(registry) ? [] : [{ type: 'not-signed-in', registry }];
  }
  const namespace = namespaceOf(target);
  const name = target.familiar.slice(target.familiar.lastIndexOf('/') + 1);
  const suggested = user?.username === undefined ? undefined : `${user.username}/${name}`;
  const signIn: readonly PushConcern[] = user ? [] : [{ type: 'not-signed-in', registry }];
  if (namespace === 'library') return [{ type: 'official', ...(suggested && { suggested }) }, ...signIn];
  if (user?.username !== undefined && suggested !== undefined && namespace !== user.username) {
    return [{ type: 'other-namespace', namespace: namespace ?? '', username: user.username, suggested }];
  }
  return signIn;
}

/** Sign-ins whose user is known, then the names that images here bear. */
export async function listDestinations(
  connection: Connection,
  store: Pick<CredentialStore, 'find' | 'list'>,
  signal: AbortSignal,
): Promise<readonly PushDestination[]> {
  const images = await askImage<readonly { readonly RepoTags?: readonly string[] | null }[]>(connection, '', {
    method: 'GET',
    path: '/images/json',
    signal,
  });
  const references = images
    .flatMap(({ RepoTags }) => RepoTags ?? [])
    .flatMap((tag) => {
      const read = readReference(tag);
      return read.ok ? [read.reference] : [];
    });
  const signIns = (await store.list()).map(({ registry, username }): PushDestination => ({
    prefix: prefixOf(registry, username),
    registry,
    from: 'sign-in',
  }));
  const ofImages = references
    .filter((reference) => reference.registry !== DOCKER_HUB || namespaceOf(reference) !== 'library')
    .map((reference): PushDestination => {
      const { registry } = reference;
      return { prefix: prefixOf(registry, namespaceOf(reference)), registry, from: 'image' };
    });
  const all = new Map([...ofImages, ...signIns].map((one) => [one.prefix, one]));
  return [...all.values()]
    .filter(({ prefix }) => prefix !== '')
    .toSorted(
      (a, b) => Number(b.from === 'sign-in') - Number(a.from === 'sign-in') || a.prefix.localeCompare(b.prefix),
    );
}

function prefixOf(registry: string, namespace: string | undefined): string {
  if (registry === DOCKER_HUB) return namespace ?? '';
  return namespace === undefined ? registry : `${registry}/${namespace}`;
}

async function localTags(connection: Connection, repository: string, signal: AbortSignal): Promise<readonly string[]> {
  const images = await askImage<readonly { readonly RepoTags?: readonly string[] | null }[]>(connection, repository, {
    method: 'GET',
    path: '/images/json',
    query: { filters: JSON.stringify({ reference: [repository] }) },
    signal,
  });
  const tags = images.flatMap(({ RepoTags }) => RepoTags ?? []).filter((tag) => tag.startsWith(`${repository}:`));
  return tags.map((tag) => tag.slice(repository.length + 1)).toSorted();
}

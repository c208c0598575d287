import { DOCKER_HUB } from '../../../contract/model/imageReference.ts';
import { HUB_LOGIN } from '../../registries/deviceCode.ts';
import { organizationsOf } from '../../registries/hub.ts';
import { type CredentialStore, type RegistryClient } from '../../registries/index.ts';
import type { RegistriesDeps } from './deps.ts';

/** A registry with more repositories is asked no further: it is only to suggest. */
const MAX_REPOSITORIES = 5000;

/**
 * Under which names a person may push: their own first, then their organizations at Docker Hub, or those that the
 * registry has already. Only a suggestion: what cannot be asked for is left out.
 */
export async function namespacesOf(
  { registries, env, hubLogin = HUB_LOGIN }: RegistriesDeps,
  store: CredentialStore,
  { name }: { name: string },
  signal: AbortSignal,
): Promise<readonly string[]> {
  const credentials = await store.find(name).catch(() => undefined);
  const own = credentials?.username === undefined ? [] : [credentials.username.toLowerCase()];
  if (name === DOCKER_HUB) {
    if (!credentials || !('password' in credentials)) return own;
    const organizations = await organizationsOf(credentials, env, hubLogin.hubUrl, signal).catch(
      (): readonly string[] => [],
    );
    return [...new Set([...own, ...organizations.toSorted()])];
  }
  const found = await registries.use(name, (client) => namespacesIn(client, signal)).catch(() => []);
  signal.throwIfAborted();
  return [...new Set([...own, ...found])];
}

async function namespacesIn(client: RegistryClient, signal: AbortSignal): Promise<readonly string[]> {
  const found = new Set<string>();
  let count = 0;
  for await (const page of client.repositories(signal)) {
    for (const repository of page) {
      const slash = repository.lastIndexOf('/');
      if (slash > 0) found.add(repository.slice(0, slash));
    }
    count += page.length;
    if (count >= MAX_REPOSITORIES) break;
  }
  return [...found].toSorted();
}

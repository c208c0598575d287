import { DOCKER_HUB } from '../../contract/model/imageReference.ts';

/** Where the sign-in to Docker Hub is filed. */
export const HUB_KEY = 'https://index.docker.io/v1/';
const HUB_NAMES = new Set([
  DOCKER_HUB,
  'index.docker.io',
  'registry-1.docker.io',
  'registry.hub.docker.com',
  'hub.docker.com',
]);
const HUB_API = 'registry-1.docker.io';

const HOST = /^(?:\[[0-9a-f:]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::\d{1,5})?$/;

/**
 * What a person or a file calls a registry, as images name it: `https://Registry.example/v2/` → `registry.example`,
 * any of Docker Hub's names → `docker.io`. Undefined where it is no host.
 */
export function registryName(text: string): string | undefined {
  const host = hostOf(text).toLowerCase();
  if (HUB_NAMES.has(host)) return DOCKER_HUB;
  return HOST.test(host) ? host : undefined;
}

/** The host of an address under which older CLIs filed a sign-in: `https://registry.example/v1/`. */
export const hostOf = (address: string): string =>
  address
    .trim()
    .replace(/^https?:\/\//i, '')
    .split('/')[0]!;

/** The key under which the CLI files a sign-in. */
export const credentialKey = (registry: string): string => (registry === DOCKER_HUB ? HUB_KEY : registry);

/** The host that speaks the registry API. */
export const apiHost = (registry: string): string => (registry === DOCKER_HUB ? HUB_API : registry);

/** In the registry API Docker Hub's own images have a namespace: `redis` → `library/redis`. */
export const apiRepository = (registry: string, repository: string): string =>
  registry === DOCKER_HUB && !repository.includes('/') ? `library/${repository}` : repository;

export function isLoopback(host: string): boolean {
  const name = host.startsWith('[') ? host.slice(1, host.indexOf(']')) : host.replace(/:\d+$/, '');
  return name === 'localhost' || name === '::1' || /^127\.\d+\.\d+\.\d+$/.test(name);
}

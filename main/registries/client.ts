import { DOCKER_HUB } from '../../contract/model/imageReference.ts';
import { AppFailure } from '../../contract/errors.ts';
import { apiHost, apiRepository } from './address.ts';
import { isHtml, nameOf, readJson } from './answers.ts';
import type { Credentials } from './credentials.ts';
import { createDispatchers } from './dispatchers.ts';
import { notARegistry } from './failures.ts';
import { inBatches } from './inBatches.ts';
import { ACCEPT, type Layer, type Manifest, type Platform, readConfig, readManifest, sha256 } from './manifest.ts';
import { nextPage } from './pages.ts';
import { createSession, type RegistryRequest } from './session.ts';
import { systemAuthorities, type Trust } from './trust.ts';

const MAX_PAGE_BYTES = 16 * 1_048_576;
const MAX_MANIFEST_BYTES = 4 * 1_048_576;
const MAX_CONFIG_BYTES = 8 * 1_048_576;
const PAGE_SIZE = 1000;
const AT_ONCE = 4;

export interface RegistryClientOptions {
  /** As images name it: `docker.io`, `ghcr.io`, `localhost:5000`. */
  readonly registry: string;
  readonly credentials?: () => Promise<Credentials | undefined>;
  readonly trust?: Trust;
  /** For proxies (`HTTPS_PROXY`, `NO_PROXY`) and `SSL_CERT_FILE`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly answerTimeoutMs?: number;
  /** Names asked for at once; a registry may give fewer. */
  readonly pageSize?: number;
}

/** One of the images behind a tag. */
export interface RemotePlatform {
  readonly digest: string;
  /** Absent for artifacts that are no images. */
  readonly platform?: Platform;
  /** What a pull downloads when nothing of it is there: configuration and layers, compressed. */
  readonly sizeBytes: number;
  readonly layers: readonly Layer[];
  readonly createdAt?: number;
}

export interface RemoteImage {
  /** What a tag points at; pulling by it gives the same for ever. */
  readonly digest: string;
  readonly mediaType: string;
  readonly isIndex: boolean;
  readonly platforms: readonly RemotePlatform[];
}

/**
 * A registry as the distribution API has it (version 2; opencontainers/distribution-spec). `repository` is without the
 * registry: `redis`, `owner/name`; `reference` is a tag or a digest. Everything rejects with `registry-unreachable`,
 * `registry-auth`, `rate-limited`, `not-found`, `unsupported` or `cancelled`. Must be closed.
 */
export interface RegistryClient {
  readonly registry: string;
  /** Whether it answers, and lets us in. A refresh token is kept in place of the password where one is given. */
  signIn(signal?: AbortSignal): Promise<{ readonly refreshToken?: string }>;
  wantsSignIn(signal?: AbortSignal): Promise<boolean>;
  scheme(signal?: AbortSignal): Promise<'https' | 'http'>;
  /** Page by page. Docker Hub and some others do not tell (`unsupported`). */
  repositories(signal?: AbortSignal): AsyncGenerator<readonly string[]>;
  /** Page by page, in the registry's order; none for a repository whose tags are all gone. */
  tags(repository: string, signal?: AbortSignal): AsyncGenerator<readonly string[]>;
  /** What a tag points at now, without downloading it. */
  digest(repository: string, reference: string, signal?: AbortSignal): Promise<string>;
  /** All platforms with their sizes. */
  image(repository: string, reference: string, signal?: AbortSignal): Promise<RemoteImage>;
  /** Removes a manifest and with it every tag that points at it. Rejects with `unsupported` where it is not allowed. */
  removeManifest(repository: string, digest: string, signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

export async function createRegistryClient(options: RegistryClientOptions): Promise<RegistryClient> {
  const {
    registry,
    env,
    credentials = async () => undefined,
    answerTimeoutMs = 30_000,
    pageSize = PAGE_SIZE,
  } = options;
  const trust = options.trust ?? { authorities: [], isInsecure: false };
  const dispatchers = createDispatchers({
    env,
    trust,
    systemAuthorities: await systemAuthorities(env),
    hostname: new URL(`https://${apiHost(registry)}`).hostname,
    answerTimeoutMs,
  });
  const session = createSession({ registry, dispatchers, credentials, isInsecure: trust.isInsecure });
  const { request } = session;
  const pathOf = (repository: string, rest: string) => `/v2/${apiRepository(registry, repository)}/${rest}`;
  const scopeOf = (repository: string, actions: string) =>
    `repository:${apiRepository(registry, repository)}:${actions}`;

  async function* pages(first: Omit<RegistryRequest, 'method' | 'maxBytes'>, key: 'repositories' | 'tags') {
    const seen = new Set<string>();
    for (let path: string | undefined = first.path; path !== undefined && !seen.has(path);) {
      seen.add(path);
      const answer = await request({ ...first, path, method: 'GET', maxBytes: MAX_PAGE_BYTES });
      const names = (readJson(answer, registry) as Record<string, unknown>)[key] ?? [];
      if (!Array.isArray(names)) throw notARegistry(registry, `Its answer has no ${key}.`);
      yield names.filter((name): name is string => typeof name === 'string');
      path = nextPage(answer);
    }
  }

  async function manifest(repository: string, reference: string, signal?: AbortSignal): Promise<Manifest> {
    const answer = await request(manifestRequest('GET', repository, reference, signal));
    if (isHtml(answer)) throw notARegistry(registry, 'It sent a web page.');
    return readManifest(registry, answer.body, {
      contentType: String(answer.headers['content-type'] ?? ''),
      digestHeader: headerText(answer.headers['docker-content-digest']),
      askedDigest: reference.includes(':') ? reference : undefined,
    });
  }

  const manifestRequest = (
    method: 'GET' | 'HEAD' | 'DELETE',
    repository: string,
    reference: string,
    signal: AbortSignal | undefined,
  ): RegistryRequest => ({
    method,
    path: pathOf(repository, `manifests/${reference}`),
    ...(method !== 'DELETE' && { accept: ACCEPT }),
    scope: scopeOf(repository, method === 'DELETE' ? 'delete,pull' : 'pull'),
    maxBytes: MAX_MANIFEST_BYTES,
    asked: {
      what: `${repository}${reference.includes(':') ? '@' : ':'}${reference}`,
      action: method === 'DELETE' ? 'delete' : 'read',
    },
    signal,
  });

  async function configOf(repository: string, digest: string, signal?: AbortSignal) {
    const answer = await request({
      method: 'GET',
      path: pathOf(repository, `blobs/${digest}`),
      scope: scopeOf(repository, 'pull'),
      maxBytes: MAX_CONFIG_BYTES,
      asked: { what: repository, action: 'read' },
      signal,
    });
    if (sha256(answer.body) === digest || !digest.startsWith('sha256:')) return { body: answer.body };
    throw notARegistry(registry, 'It gave another configuration than the image names.');
  }

  async function single(
    repository: string,
    one: Extract<Manifest, { kind: 'image' }>,
    platform: Platform | undefined,
    signal?: AbortSignal,
  ): Promise<RemotePlatform> {
    const { body } = await configOf(repository, one.config.digest, signal);
    const config = readConfig(body);
    const of = platform ?? config.platform;
    return {
      digest: one.digest,
      ...(of && { platform: of }),
      sizeBytes: body.length + one.layers.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      layers: one.layers,
      ...(config.createdAt !== undefined && { createdAt: config.createdAt }),
    };
  }

  return {
    registry,
    signIn: session.signIn,
    wantsSignIn: session.wantsSignIn,
    scheme: session.scheme,
    async *repositories(signal) {
      if (registry === DOCKER_HUB) throw doesNotList(registry);
      const asked = { action: 'list' } as const;
      const first = { path: `/v2/_catalog?n=${pageSize}`, scope: 'registry:catalog:*', asked, signal };
      try {
        yield* pages(first, 'repositories');
      } catch (thrown) {
        throw isNotFound(thrown) ? doesNotList(registry) : thrown;
      }
    },
    tags(repository, signal) {
      const asked = { what: repository, action: 'list' } as const;
      const path = pathOf(repository, `tags/list?n=${pageSize}`);
      return pages({ path, scope: scopeOf(repository, 'pull'), asked, signal }, 'tags');
    },
    async digest(repository, reference, signal) {
      const answer = await request(manifestRequest('HEAD', repository, reference, signal));
      const digest = headerText(answer.headers['docker-content-digest']);
      // Few registries leave it out; then it is computed.
      return digest ?? (await manifest(repository, reference, signal)).digest;
    },
    async image(repository, reference, signal) {
      const top = await manifest(repository, reference, signal);
      const { digest, mediaType } = top;
      if (top.kind === 'image') {
        return { digest, mediaType, isIndex: false, platforms: [await single(repository, top, undefined, signal)] };
      }
      const platforms = await inBatches(top.manifests, AT_ONCE, async (one) => {
        const child = await manifest(repository, one.digest, signal);
        return child.kind === 'image' ? [await single(repository, child, one.platform, signal)] : [];
      });
      return { digest, mediaType, isIndex: true, platforms: platforms.flat() };
    },
    async removeManifest(repository, digest, signal) {
      await request(manifestRequest('DELETE', repository, digest, signal));
    },
    close: () => dispatchers.close(),
  };
}

const headerText = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const isNotFound = (thrown: unknown): boolean => thrown instanceof AppFailure && thrown.error.code === 'not-found';

const doesNotList = (registry: string): AppFailure =>
  new AppFailure({
    code: 'unsupported',
    message: `${nameOf(registry)} does not tell which repositories it has.`,
    hint: 'Give the name of a repository to see its tags.',
  });

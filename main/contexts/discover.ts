import { existsSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { ContextCertificates, ContextSource } from '../../contract/model/context.ts';
import type { Endpoint, TlsFiles } from '../docker/endpoint.ts';
import { certificatesOf } from './certificatesOf.ts';
import { readCliContexts, readCurrentContext, readTls } from './cliConfig.ts';
import { isLocalEndpoint, parseEndpoint, remoteHostOf } from './parseEndpoint.ts';
import { sshMachineOf } from '../../engine/index.ts';
import type { SignIn } from './signIn.ts';

export interface ContextDefinition {
  readonly name: string;
  readonly source: ContextSource;
  readonly endpoint: string;
  readonly description?: string;
  readonly isLocal: boolean;
  readonly machine?: string;
  readonly certificates?: ContextCertificates;
  /** See `contract/commands/docker.ts`. */
  readonly cliArgs: readonly string[];
  /** Reads the certificates anew each time. Throws `engine-unreachable`. */
  readonly resolve: () => Promise<Endpoint>;
}

export interface DiscoverOptions {
  /** How engines are reached by SSH. */
  readonly openTunnel?: SignIn['openTunnel'];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of the app's own engine; absent where it cannot run. */
  readonly ownEndpoint?: string | undefined;
  /** `/run` unless a test says otherwise. */
  readonly runDir?: string;
  /** Names of contexts that somebody relies on: a well-known socket of that name stays one while its file is gone. */
  readonly wanted?: ReadonlySet<string>;
}

export interface Discovered {
  readonly definitions: readonly ContextDefinition[];
  /** The one that the docker CLI uses. */
  readonly current: string;
}

export const OWN_ENGINE = 'gantry';
/** By which a context of the CLI that Gantry made is known. */
export const OWN_DESCRIPTION = 'Gantry’s own engine';

export const configDirOf = (env: DiscoverOptions['env']): string =>
  env['DOCKER_CONFIG'] || join(env['HOME'] || homedir(), '.docker');

/** The sockets on which an engine of this machine may appear; the first is the CLI's default. */
export function wellKnownSockets({
  env,
  runDir,
}: DiscoverOptions): { source: ContextSource; name: string; path: string }[] {
  const run = runDir ?? '/run';
  const own = env['XDG_RUNTIME_DIR'] || join(run, 'user', String(userInfo().uid));
  return [
    // Spelled as the CLI spells it, so that the two are recognised as one.
    { source: 'default-socket', name: 'system', path: runDir ? join(runDir, 'docker.sock') : '/var/run/docker.sock' },
    { source: 'rootless-socket', name: 'rootless', path: join(own, 'docker.sock') },
    { source: 'podman-socket', name: 'podman', path: join(own, 'podman', 'podman.sock') },
    { source: 'podman-socket', name: 'podman-system', path: join(run, 'podman', 'podman.sock') },
  ];
}

/** All engines that the docker CLI would know, then those that are simply there. */
export async function discover(options: DiscoverOptions): Promise<Discovered> {
  const { env, ownEndpoint, wanted } = options;
  const configDir = configDirOf(env);
  const [listed, chosen] = await Promise.all([readCliContexts(configDir), readCurrentContext(configDir)]);
  // Where the app's own engine is, the app knows better than the context that it keeps for the CLI.
  const isOwn = ({ name, description }: { name: string; description?: string }) =>
    ownEndpoint !== undefined && name === OWN_ENGINE && description === OWN_DESCRIPTION;
  const fromCli = listed.filter((one) => !isOwn(one));
  const current = (env['DOCKER_HOST'] && 'default') || env['DOCKER_CONTEXT'] || chosen || 'default';
  const definitions: ContextDefinition[] = [];

  function add(
    name: string,
    source: ContextSource,
    endpoint: string,
    more: {
      description?: string | undefined;
      tls?: () => ReturnType<typeof readTls>;
      certificates?: ContextCertificates | undefined;
      isCli?: boolean;
      isNeeded?: (name: string) => boolean;
    } = {},
  ) {
    if (!more.isCli && definitions.some((known) => known.endpoint === endpoint)) return;
    const isTaken = (by: string) => definitions.some((known) => known.name === by);
    const free = isTaken(name) ? `${name}-socket` : name;
    if (isTaken(free) || more.isNeeded?.(free) === false) return;
    const cliArgs = more.isCli ? ['--context', name] : ['--host', endpoint];
    const machine = machineOf(endpoint, env);
    definitions.push({
      name: free,
      source,
      endpoint,
      ...(more.description !== undefined && { description: more.description }),
      isLocal: isLocalEndpoint(endpoint),
      ...(machine !== undefined && { machine }),
      ...(more.certificates && { certificates: more.certificates }),
      cliArgs: more.isCli && name === current ? [] : cliArgs,
      resolve: async () => endpointOf(free, source, endpoint, await more.tls?.()),
    });
  }

  function endpointOf(context: string, source: ContextSource, text: string, tls: TlsFiles | undefined): Endpoint {
    const { openTunnel } = options;
    if (!openTunnel || !text.startsWith('ssh://')) {
      return parseEndpoint(context, text, { tls, allowsPlain: source === 'docker-host' });
    }
    return { type: 'ssh', url: text, open: (signal) => openTunnel(context, text, signal) };
  }

  const [system, ...others] = wellKnownSockets(options);
  const defaultEndpoint = env['DOCKER_HOST'] ? withScheme(env['DOCKER_HOST']) : platformDefault(system?.path ?? '');
  const certPath = env['DOCKER_CERT_PATH'] || configDir;
  const isTlsDefault = env['DOCKER_HOST'] && (env['DOCKER_TLS_VERIFY'] || env['DOCKER_TLS']);
  add('default', env['DOCKER_HOST'] ? 'docker-host' : 'default-socket', defaultEndpoint, {
    isCli: true,
    ...(isTlsDefault && {
      tls: async () => (await readTls('default', certPath, !env['DOCKER_TLS_VERIFY'])) ?? {},
      certificates: await certificatesOf(certPath),
    }),
  });
  const certificates = await Promise.all(
    fromCli.map(async ({ endpoint, tlsDir }) => (isTcp(endpoint) ? certificatesOf(tlsDir) : undefined)),
  );
  fromCli.forEach(({ name, endpoint, description, tlsDir, skipVerify }, index) =>
    add(name, 'cli', endpoint, {
      description,
      tls: () => readTls(name, tlsDir, skipVerify),
      certificates: certificates[index],
      isCli: true,
    }),
  );
  for (const socket of [...(system ? [system] : []), ...others]) {
    // A rootless engine or Podman has a socket only while it runs; who works with it must not be moved elsewhere.
    const isNeeded = (name: string) => existsSync(socket.path) || wanted?.has(name) === true;
    add(socket.name, socket.source, `unix://${socket.path}`, { isNeeded });
  }
  if (ownEndpoint) add(OWN_ENGINE, 'own-engine', ownEndpoint, { description: OWN_DESCRIPTION });
  return { definitions, current };
}

const platformDefault = (socket: string) =>
  process.platform === 'win32' ? 'npipe:////./pipe/docker_engine' : `unix://${socket}`;

const isTcp = (endpoint: string) => /^(tcp|https?):/.test(endpoint);

/** The CLI takes `host:2375` for TCP. */
const withScheme = (host: string) => (host.includes('://') ? host : `tcp://${host}`);

function machineOf(endpoint: string, env: DiscoverOptions['env']): string | undefined {
  if (endpoint.startsWith('ssh:')) return sshMachineOf(endpoint, env);
  return isTcp(endpoint) ? remoteHostOf(endpoint) : undefined;
}

import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const HUB_KEY = 'https://index.docker.io/v1/';
const HELPER_TIMEOUT_MS = 30_000;

const Config = z.object({
  auths: z
    .record(z.string(), z.looseObject({ auth: z.string().optional(), identitytoken: z.string().optional() }))
    .optional(),
  credsStore: z.string().optional(),
  credHelpers: z.record(z.string(), z.string()).optional(),
});
type Config = z.infer<typeof Config>;

const Credentials = z.object({ Username: z.string(), Secret: z.string() });

/** The folder with the CLI's `config.json`. */
export function dockerConfigDir(): string {
  return process.env['DOCKER_CONFIG'] || join(homedir(), '.docker');
}

/**
 * The header `X-Registry-Auth` for a registry (`docker.io`, `ghcr.io`), from where the CLI keeps its sign-ins: a
 * credential helper, the credential store, or `config.json` itself. Undefined where nobody signed in, or where it
 * cannot be read: the pull is then tried without, and says what it needs.
 */
export async function registryAuth(registry: string, configDir = dockerConfigDir()): Promise<string | undefined> {
  const config = await readConfig(join(configDir, 'config.json'));
  if (!config) return undefined;
  const key = registry === 'docker.io' ? HUB_KEY : registry;
  const helper = config.credHelpers?.[key] ?? config.credHelpers?.[registry] ?? config.credsStore;
  const found = (helper && (await askHelper(helper, key))) || fromAuths(config, registry, key);
  return found && asHeader({ ...found, serveraddress: key });
}

type Found = { username: string; password: string } | { identitytoken: string };

/** The engine wants base64url with its padding, and takes anything else for no sign-in at all. */
function asHeader(credentials: object): string {
  return Buffer.from(JSON.stringify(credentials)).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}

async function readConfig(path: string): Promise<Config | undefined> {
  try {
    return Config.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined; // absent or broken: the CLI says so better than a pull can
  }
}

function fromAuths({ auths = {} }: Config, registry: string, key: string): Found | undefined {
  // Old sign-ins are filed under addresses: https://registry.example/v1/
  const entry = auths[key] ?? Object.entries(auths).find(([address]) => hostOf(address) === registry)?.[1];
  if (entry?.identitytoken) return { identitytoken: entry.identitytoken };
  if (!entry?.auth) return undefined;
  const [username = '', ...password] = Buffer.from(entry.auth, 'base64').toString().split(':');
  return username ? { username, password: password.join(':').replace(/\0+$/, '') } : undefined;
}

const hostOf = (address: string) => address.replace(/^https?:\/\//, '').split('/')[0];

/** Speaks the protocol of docker/docker-credential-helpers: `get`, with the server on stdin. */
function askHelper(name: string, server: string): Promise<Found | undefined> {
  return new Promise((resolve) => {
    const helper = spawn(`docker-credential-${name}`, ['get'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: HELPER_TIMEOUT_MS,
    });
    let output = '';
    helper.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    helper.on('error', () => resolve(undefined));
    helper.on('close', (code) => resolve(code === 0 ? readCredentials(output) : undefined));
    helper.stdin.on('error', () => {}); // it may end without reading
    helper.stdin.end(server);
  });
}

function readCredentials(output: string): Found | undefined {
  try {
    const { Username, Secret } = Credentials.parse(JSON.parse(output));
    return Username === '<token>' ? { identitytoken: Secret } : { username: Username, password: Secret };
  } catch {
    return undefined;
  }
}

/** Who is signed in to a registry, for a name to push to; the user is not known where there is only a token. */
export async function signedInUser(
  registry: string,
  configDir?: string,
): Promise<{ readonly username?: string } | undefined> {
  const header = await registryAuth(registry, configDir);
  if (header === undefined) return undefined;
  const { username } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { readonly username?: string };
  return username === undefined ? {} : { username };
}

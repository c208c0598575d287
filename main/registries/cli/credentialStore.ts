import { DOCKER_HUB } from '../../../contract/model/imageReference.ts';
import { credentialKey, HUB_KEY, hostOf, registryName } from '../address.ts';
import type { Credentials } from '../credentials.ts';
import { changeCliConfig, type CliConfig, readCliConfig } from './configFile.ts';
import { defaultStore, findHelpers } from './findHelpers.ts';
import { credentialHelper } from './helper.ts';

/** Where a secret lies: in a keychain behind a helper, or readable in `config.json` (base64 is no cipher). */
export type SecretPlace = { readonly kind: 'helper'; readonly helper: string } | { readonly kind: 'file' };

export interface StoredSignIn {
  readonly registry: string;
  /** Absent where a token stands for it. */
  readonly username?: string;
  readonly place: SecretPlace;
}

/**
 * The sign-ins of the CLI, by its own rules (docker/cli, `config/credentials`): `credHelpers` for a registry, else
 * `credsStore`, else `auths`. What is stored here the CLI finds, and the other way round.
 */
export interface CredentialStore {
  find(registry: string): Promise<Credentials | undefined>;
  /** Where the next sign-in of each would be kept. */
  placesOf(registries: readonly string[]): Promise<readonly SecretPlace[]>;
  save(registry: string, credentials: Credentials): Promise<SecretPlace>;
  /** Under a key that is no registry: a token that belongs to a sign-in. */
  findKey(key: string): Promise<Credentials | undefined>;
  saveKey(key: string, credentials: Credentials): Promise<void>;
  erase(registry: string): Promise<void>;
  list(): Promise<readonly StoredSignIn[]>;
  /** From `config.json` into a helper, which the file then names for this registry. The plain entry is gone afterwards. */
  moveToHelper(registry: string, helper: string): Promise<void>;
}

export function createCredentialStore(dir: string, env: NodeJS.ProcessEnv = process.env): CredentialStore {
  const helperOf = (name: string) => credentialHelper(name, env);

  /** The platform's own keychain, where the CLI would take it unasked: for a file that knows of no sign-in at all. */
  async function unasked(config: CliConfig): Promise<string | undefined> {
    if (Object.keys(authsOf(config)).length > 0 || Object.keys(helpersOf(config)).length > 0) return undefined;
    return defaultStore(await findHelpers(env));
  }
  const place = async (config: CliConfig, registry: string) => placeIn(config, registry, await unasked(config));

  async function saveAt(where: SecretPlace, registry: string, credentials: Credentials): Promise<void> {
    const key = credentialKey(registry);
    if (where.kind === 'helper') await helperOf(where.helper).store(key, credentials);
    await changeCliConfig(dir, (config) => {
      const auths = withoutEntries(authsOf(config), registry);
      // An empty entry says that the helper has it: so the CLI does.
      auths[key] = where.kind === 'helper' ? {} : entryOf(credentials);
      config['auths'] = auths;
      if (where.kind === 'helper' && !helperFor(config, registry)) config['credsStore'] = where.helper;
    });
  }

  return {
    async find(registry) {
      const config = await readCliConfig(dir);
      const helper = helperFor(config, registry);
      const kept = helper && (await helperOf(helper).get(credentialKey(registry)));
      return kept || fromAuths(config, registry);
    },
    async placesOf(registries) {
      const config = await readCliConfig(dir);
      const own = await unasked(config);
      return registries.map((registry) => placeIn(config, registry, own));
    },
    async save(registry, credentials) {
      const where = await place(await readCliConfig(dir), registry);
      await saveAt(where, registry, credentials);
      return where;
    },
    async findKey(key) {
      const config = await readCliConfig(dir);
      const helper = helperFor(config, DOCKER_HUB);
      const entry = authsOf(config)[key];
      return (helper && (await helperOf(helper).get(key))) || (entry && credentialsIn(entry));
    },
    async saveKey(key, credentials) {
      const where = await place(await readCliConfig(dir), DOCKER_HUB);
      if (where.kind === 'helper') await helperOf(where.helper).store(key, credentials);
      await changeCliConfig(dir, (config) => {
        config['auths'] = { ...authsOf(config), [key]: where.kind === 'helper' ? {} : entryOf(credentials) };
      });
    },
    async erase(registry) {
      const config = await readCliConfig(dir);
      const helper = helperFor(config, registry);
      if (helper) {
        for (const key of keysOf(registry)) await helperOf(helper).erase(key);
      }
      await changeCliConfig(dir, (current) => {
        if (!('auths' in current)) return;
        current['auths'] = withoutEntries(authsOf(current), registry);
      });
    },
    async list() {
      const config = await readCliConfig(dir);
      const found = new Map<string, StoredSignIn>();
      const add = (one: StoredSignIn) => found.set(one.registry, one);
      for (const [address] of Object.entries(authsOf(config))) {
        const registry = registryName(address);
        const credentials = registry && fromAuths(config, registry);
        if (registry && credentials) add(signInOf(registry, credentials, { kind: 'file' }));
      }
      for (const [helper, registries] of await keptByHelpers(config)) {
        for (const [address, username] of Object.entries(registries)) {
          const registry = isRegistryKey(address) ? registryName(address) : undefined;
          if (!registry || (helperFor(config, registry) ?? helper) !== helper) continue;
          const name = username === '<token>' ? {} : { username };
          add({ registry, ...name, place: { kind: 'helper', helper } });
        }
      }
      return [...found.values()].toSorted((a, b) => a.registry.localeCompare(b.registry));
    },
    async moveToHelper(registry, helper) {
      const credentials = fromAuths(await readCliConfig(dir), registry);
      if (!credentials) return;
      const key = credentialKey(registry);
      await helperOf(helper).store(key, credentials);
      await changeCliConfig(dir, (config) => {
        config['auths'] = { ...withoutEntries(authsOf(config), registry), [key]: {} };
        if (helperFor(config, registry) !== helper) config['credHelpers'] = { ...helpersOf(config), [key]: helper };
      });
    },
  };

  /** A helper for one vendor's registries makes sign-ins without listing them; what cannot be listed is left out. */
  async function keptByHelpers(config: CliConfig): Promise<[string, Readonly<Record<string, string>>][]> {
    const { credsStore } = config;
    const names = new Set([
      ...(typeof credsStore === 'string' ? [credsStore] : []),
      ...Object.values(helpersOf(config)),
    ]);
    return Promise.all(
      [...names].map(async (name): Promise<[string, Readonly<Record<string, string>>]> => [
        name,
        await helperOf(name)
          .list()
          .catch(() => ({})),
      ]),
    );
  }
}

const signInOf = (registry: string, credentials: Credentials, place: SecretPlace): StoredSignIn => ({
  registry,
  ...(credentials.username && { username: credentials.username }),
  place,
});

function placeIn(config: CliConfig, registry: string, unasked: string | undefined): SecretPlace {
  const helper = helperFor(config, registry) ?? unasked;
  return helper ? { kind: 'helper', helper } : { kind: 'file' };
}

/** The helper that `config.json` names for a registry. */
function helperFor(config: CliConfig, registry: string): string | undefined {
  const helpers = helpersOf(config);
  const { credsStore } = config;
  return (
    helpers[credentialKey(registry)] ??
    helpers[registry] ??
    (typeof credsStore === 'string' && credsStore ? credsStore : undefined)
  );
}

/** All that a sign-out takes away; the last two are of Docker Hub's sign-in with a code. */
const keysOf = (registry: string): readonly string[] => [
  credentialKey(registry),
  ...(registry === DOCKER_HUB ? [`${HUB_KEY}access-token`, `${HUB_KEY}refresh-token`] : []),
];

const isRegistryKey = (key: string): boolean => !/\/(access-token|refresh-token)$/.test(key);

type Auth = { auth?: unknown; identitytoken?: unknown; username?: unknown };

function authsOf(config: CliConfig): Record<string, Auth> {
  const { auths } = config;
  return isRecord(auths)
    ? (Object.fromEntries(Object.entries(auths).filter(([, one]) => isRecord(one))) as Record<string, Auth>)
    : {};
}

function helpersOf(config: CliConfig): Record<string, string> {
  const { credHelpers } = config;
  if (!isRecord(credHelpers)) return {};
  return Object.fromEntries(
    Object.entries(credHelpers).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Older CLIs filed sign-ins under addresses: `https://registry.example/v1/`. */
function fromAuths(config: CliConfig, registry: string): Credentials | undefined {
  const auths = authsOf(config);
  const entry =
    auths[credentialKey(registry)] ?? Object.entries(auths).find(([address]) => isOf(address, registry))?.[1];
  return entry && credentialsIn(entry);
}

function credentialsIn(entry: Auth): Credentials | undefined {
  const [username = '', ...password] =
    typeof entry.auth === 'string' ? Buffer.from(entry.auth, 'base64').toString().split(':') : [];
  if (typeof entry.identitytoken === 'string' && entry.identitytoken) {
    return { identityToken: entry.identitytoken, ...(username && { username }) };
  }
  return username ? { username, password: password.join(':').replace(/\0+$/, '') } : undefined;
}

const isOf = (address: string, registry: string): boolean =>
  isRegistryKey(address) &&
  (registry === DOCKER_HUB ? registryName(address) === DOCKER_HUB : hostOf(address) === registry);

function entryOf(credentials: Credentials): Auth {
  const encode = (text: string) => Buffer.from(text).toString('base64');
  return 'identityToken' in credentials
    ? { auth: encode(`${credentials.username ?? ''}:`), identitytoken: credentials.identityToken }
    : { auth: encode(`${credentials.username}:${credentials.password}`) };
}

function withoutEntries(auths: Record<string, Auth>, registry: string): Record<string, Auth> {
  const keys = keysOf(registry);
  return Object.fromEntries(
    Object.entries(auths).filter(([address]) => !keys.includes(address) && !isOf(address, registry)),
  );
}

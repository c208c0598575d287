import { isLoopback } from './address.ts';
import { dockerConfigDir } from './cli/configFile.ts';
import { createCredentialStore } from './cli/credentialStore.ts';
import { createRegistryClient, type RegistryClient } from './client.ts';
import { certsFolders, certsOf, readAuthorityFile } from './trust.ts';

type Env = Readonly<Record<string, string | undefined>>;

export interface TrustChoice {
  /** A file with the authority that signed the registry's certificate. */
  readonly caFile?: string | undefined;
  readonly isInsecure?: boolean | undefined;
}

export interface RegistriesOptions {
  readonly env: Env;
  /** Where the CLI's `config.json` is; the CLI's own folder unless told. */
  readonly configDir?: string;
  /** What the person chose for a registry. */
  readonly trustOf?: (registry: string) => TrustChoice;
}

/** Registries as the person is signed in to them with the CLI, and as the engine would trust them. */
export interface Registries {
  readonly configDir: string;
  /** Opens a registry (`docker.io`, `ghcr.io`, `localhost:5000`) for this work, and closes it after it. */
  use<T>(registry: string, work: (client: RegistryClient) => Promise<T>): Promise<T>;
  /** To be closed by whoever asked. */
  open(
    registry: string,
    credentials?: Parameters<typeof createRegistryClient>[0]['credentials'],
  ): Promise<RegistryClient>;
}

export function createRegistries({ env, configDir, trustOf = () => ({}) }: RegistriesOptions): Registries {
  const dir = configDir ?? dockerConfigDir(env);
  const store = createCredentialStore(dir, env);

  async function open(registry: string, credentials = () => store.find(registry)): Promise<RegistryClient> {
    const { caFile, isInsecure } = trustOf(registry);
    const certs = await certsOf(registry, certsFolders(env));
    const authorities = caFile ? [...certs.authorities, await readAuthorityFile(caFile)] : certs.authorities;
    // The engine takes registries on this computer without TLS unasked.
    const trust = { ...certs, authorities, isInsecure: isInsecure ?? (isLoopback(registry) && !caFile) };
    return createRegistryClient({ registry, env, credentials, trust });
  }

  return {
    configDir: dir,
    open,
    async use(registry, work) {
      const client = await open(registry);
      try {
        return await work(client);
      } finally {
        await client.close();
      }
    },
  };
}

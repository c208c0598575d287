import { credentialKey } from '../registries/address.ts';
import { dockerConfigDir } from '../registries/cli/configFile.ts';
import { createCredentialStore } from '../registries/cli/credentialStore.ts';
import type { Credentials } from '../registries/credentials.ts';

/**
 * The header `X-Registry-Auth` for a registry (`docker.io`, `ghcr.io`), from where the CLI keeps its sign-ins: a
 * credential helper, the credential store, or `config.json` itself. Undefined where nobody signed in, or where it
 * cannot be read: the pull is then tried without, and says what it needs.
 */
export async function registryAuth(registry: string, configDir = dockerConfigDir()): Promise<string | undefined> {
  const found = await createCredentialStore(configDir)
    .find(registry)
    .catch(() => undefined); // a file or a helper that is broken: the CLI says so better than a pull can
  return found && asHeader({ ...inEngineWords(found), serveraddress: credentialKey(registry) });
}

const inEngineWords = (found: Credentials) =>
  'identityToken' in found
    ? { identitytoken: found.identityToken }
    : { username: found.username, password: found.password };

/** The engine wants base64url with its padding, and takes anything else for no sign-in at all. */
function asHeader(credentials: object): string {
  return Buffer.from(JSON.stringify(credentials)).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}

import { DOCKER_HUB } from '../../../contract/model/imageReference.ts';
import { loginCommand, loginWithCodeCommand, logoutCommand } from '../../../contract/commands/registryCommands.ts';
import { type SecretPlace, type SignInStep } from '../../../contract/model/registry.ts';
import { HUB_KEY } from '../../registries/address.ts';
import type { CredentialStore } from '../../registries/index.ts';
import type { Credentials } from '../../registries/credentials.ts';
import { revokeRefreshToken, startDeviceCode } from '../../registries/deviceCode.ts';
import type { RegistriesDeps } from './deps.ts';

const REFRESH_KEY = `${HUB_KEY}refresh-token`;

interface SignIn {
  readonly context: string;
  readonly name: string;
  readonly username: string;
  readonly password: string;
}

/** `docker login`: what the registry refuses is not kept. */
export async function signIn(
  { registries, activity, cliArgs }: RegistriesDeps,
  store: CredentialStore,
  { context, name, username, password }: SignIn,
  signal: AbortSignal,
): Promise<{ place: SecretPlace }> {
  const command = loginCommand(name, username, cliArgs(context));
  return activity.record({ context, title: `Sign in to ${name}`, command }, async () => {
    const credentials = { username, password };
    const client = await registries.open(name, async () => credentials);
    try {
      const { refreshToken } = await client.signIn(signal);
      // As the engine does for the CLI: a registry that gives a token does not want the password kept.
      const kept: Credentials = refreshToken ? { identityToken: refreshToken, username } : credentials;
      signal.throwIfAborted();
      return { place: await store.save(name, kept) };
    } finally {
      await client.close();
    }
  });
}

/** `docker logout`: what is kept goes first, whether or not Docker Hub can then be told. */
export async function signOut(
  { activity, cliArgs, env, hubLogin }: RegistriesDeps,
  store: CredentialStore,
  { context, name }: { context: string; name: string },
): Promise<{ isRevoked?: boolean }> {
  const command = logoutCommand(name, cliArgs(context));
  return activity.record({ context, title: `Sign out of ${name}`, command }, async () => {
    const token = name === DOCKER_HUB ? await store.findKey(REFRESH_KEY).catch(() => undefined) : undefined;
    await store.erase(name);
    if (!token || !('password' in token)) return {};
    return revokeRefreshToken(env, token.password, hubLogin).then(
      () => ({ isRevoked: true }),
      () => ({ isRevoked: false }),
    );
  });
}

/** Docker Hub in the browser. The code first; whoever stops reading gives up. */
export async function* signInWithCode(
  { env, activity, cliArgs, hubLogin }: RegistriesDeps,
  store: CredentialStore,
  context: string,
  signal: AbortSignal,
): AsyncGenerator<SignInStep> {
  const code = await startDeviceCode(env, signal, hubLogin);
  try {
    const { userCode, url, expiresAt } = code;
    yield { type: 'code', userCode, url, expiresAt };
    const entry = {
      context,
      title: 'Sign in to Docker Hub in the browser',
      command: loginWithCodeCommand(cliArgs(context)),
    };
    yield await activity.record(entry, async (): Promise<SignInStep> => {
      const { username, password, accessToken, refreshToken } = await code.finish(signal);
      const place = await store.save(DOCKER_HUB, { username, password });
      // Where the CLI files them, so that its own sign-out ends them.
      await store.saveKey(`${HUB_KEY}access-token`, { username, password: accessToken });
      await store.saveKey(REFRESH_KEY, { username, password: refreshToken });
      return { type: 'done', username, place };
    });
  } finally {
    await code.close();
  }
}

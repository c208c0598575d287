import { AppFailure, toAppError } from '../../../contract/errors.ts';
import type { RegistryTest } from '../../../contract/model/registry.ts';
import type { Connection } from '../../docker/connection.ts';
import { toFailure } from '../../docker/errors.ts';
import { requestJson } from '../../docker/request.ts';
import { credentialKey } from '../../registries/address.ts';
import type { CredentialStore } from '../../registries/index.ts';
import type { Credentials } from '../../registries/credentials.ts';
import type { RegistriesDeps } from './deps.ts';

/** Whether a registry answers: us, and the engine. Rejects with what keeps us from it. */
export async function testRegistry(
  { registries, getConnection }: RegistriesDeps,
  store: CredentialStore,
  { context, name }: { context: string; name: string },
  signal: AbortSignal,
): Promise<RegistryTest> {
  const credentials = await store.find(name);
  const startedAt = performance.now();
  const answer = await registries.use(name, async (client) => {
    const scheme = await client.scheme(signal);
    const wantsSignIn = await client.wantsSignIn(signal);
    if (wantsSignIn && credentials) await client.signIn(signal);
    return { scheme, access: accessOf(wantsSignIn, credentials) };
  });
  const tookMs = Math.round(performance.now() - startedAt);
  const connection = await getConnection(context, signal).catch(() => undefined);
  return {
    ...answer,
    tookMs,
    ...(credentials?.username && { username: credentials.username }),
    ...(connection && { engine: await askEngine(connection, name, credentials, signal) }),
  };
}

const accessOf = (wantsSignIn: boolean, credentials: Credentials | undefined): RegistryTest['access'] =>
  !wantsSignIn ? 'open' : credentials ? 'signed-in' : 'not-signed-in';

/** `POST /auth`: the engine reaches registries by its own network, and trusts them by its own settings. */
async function askEngine(
  connection: Connection,
  name: string,
  credentials: Credentials | undefined,
  signal: AbortSignal,
): Promise<RegistryTest['engine']> {
  const { context, docker } = connection;
  const who =
    credentials && 'password' in credentials
      ? { username: credentials.username, password: credentials.password }
      : { username: '', password: '' };
  try {
    const body = { ...who, serveraddress: credentialKey(name) };
    await requestJson(docker, { method: 'POST', path: '/auth', body, signal });
    return { isOk: true };
  } catch (thrown) {
    const failure = toFailure(thrown, { context, kind: 'image', name: `${name}/` }, signal);
    if (failure.error.code === 'cancelled') throw failure;
    // That it wants to know who asks means that it was reached and trusted.
    if (isRefusal(failure) && !(credentials && 'password' in credentials)) return { isOk: true };
    return { isOk: false, error: toAppError(failure) };
  }
}

const isRefusal = ({ error }: AppFailure): boolean =>
  error.code === 'registry-auth' ||
  /unauthorized|no basic auth|authentication required|username/i.test(error.engineText ?? '');

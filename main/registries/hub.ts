import { z } from 'zod';
import { DOCKER_HUB } from '../../contract/model/imageReference.ts';
import { readJson } from './answers.ts';
import type { Credentials } from './credentials.ts';
import { createDispatchers, type Dispatchers } from './dispatchers.ts';
import { send } from './send.ts';
import { systemAuthorities } from './trust.ts';

const MAX_BYTES = 1_048_576;
const Session = z.object({ access_token: z.string().min(1) });
const Organizations = z.object({ results: z.array(z.object({ orgname: z.string() })) });

/** Connections to Docker Hub's own services, which are no registry. Must be closed. */
export async function openHub(
  env: Readonly<Record<string, string | undefined>>,
  url: string,
  answerTimeoutMs = 30_000,
): Promise<Dispatchers> {
  return createDispatchers({
    env,
    systemAuthorities: await systemAuthorities(env),
    trust: { authorities: [], isInsecure: false },
    hostname: new URL(url).hostname,
    answerTimeoutMs,
  });
}

/** The organizations of Docker Hub that a person is in (docs.docker.com/reference/api/hub). Rejects where they cannot be asked for. */
export async function organizationsOf(
  { username, password }: Extract<Credentials, { password: string }>,
  env: Readonly<Record<string, string | undefined>>,
  hubUrl: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const dispatchers = await openHub(env, hubUrl, 10_000);
  try {
    const session = await send(DOCKER_HUB, dispatchers, {
      method: 'POST',
      url: new URL(`${hubUrl}/v2/auth/token`),
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ identifier: username, secret: password }),
      maxBytes: MAX_BYTES,
      signal,
    });
    const { access_token: token } = Session.parse(readJson(session, DOCKER_HUB));
    const answer = await send(DOCKER_HUB, dispatchers, {
      method: 'GET',
      url: new URL(`${hubUrl}/v2/user/orgs/?page_size=100`),
      headers: { authorization: `Bearer ${token}` },
      maxBytes: MAX_BYTES,
      signal,
    });
    return Organizations.parse(readJson(answer, DOCKER_HUB)).results.map(({ orgname }) => orgname);
  } finally {
    await dispatchers.close();
  }
}

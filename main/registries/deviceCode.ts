import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { DOCKER_HUB } from '../../contract/model/imageReference.ts';
import { AppFailure } from '../../contract/errors.ts';
import { readJson, refused } from './answers.ts';
import { openHub } from './hub.ts';
import { type Answer, send } from './send.ts';

/** Docker Hub's sign-in in the browser. The CLI's own public client (docker/cli, `cli/internal/oauth`): Hub knows no other. */
export const HUB_LOGIN = {
  loginUrl: 'https://login.docker.com',
  hubUrl: 'https://hub.docker.com',
  audience: 'https://hub.docker.com',
  clientId: 'L4v0dmlNBpYUjGGab0C2JtgTgXr1Qz4d',
};
export type HubLogin = typeof HUB_LOGIN;

const MAX_BYTES = 1_048_576;
const SLOW_DOWN_S = 5;
const REVOKE_TIMEOUT_MS = 5000;

const Code = z.object({
  device_code: z.string().min(1),
  user_code: z.string().min(1),
  verification_uri: z.string().optional(),
  verification_uri_complete: z.string().optional(),
  expires_in: z.number().positive(),
  interval: z.number().positive().default(5),
});
const Tokens = z.object({ access_token: z.string().min(1), refresh_token: z.string().default('') });
const Refused = z.object({ error: z.string(), error_description: z.string().optional() });
const AccessToken = z.object({ data: z.object({ token: z.string().min(1) }) });
const Claims = z.object({ 'https://hub.docker.com': z.object({ username: z.string().min(1) }) });

export interface DeviceCode {
  readonly userCode: string;
  /** Where the person confirms it; holds the code. */
  readonly url: string;
  readonly expiresAt: number;
  /** Waits until the person has confirmed. Rejects with `registry-auth` when they refuse or let it expire. */
  finish(signal: AbortSignal): Promise<HubSignIn>;
  close(): Promise<void>;
}

export interface HubSignIn {
  readonly username: string;
  /** A personal access token, made for this sign-in. */
  readonly password: string;
  readonly accessToken: string;
  /** With the client's id, as the CLI files it. */
  readonly refreshToken: string;
}

/** RFC 8628 as the CLI does it: a code, then asking until it is confirmed, then an access token of Docker Hub. Must be closed. */
export async function startDeviceCode(
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
  { loginUrl, hubUrl, audience, clientId }: HubLogin = HUB_LOGIN,
): Promise<DeviceCode> {
  const dispatchers = await openHub(env, loginUrl);
  const post = (url: string, fields: Record<string, string>, until: AbortSignal): Promise<Answer> =>
    send(DOCKER_HUB, dispatchers, {
      method: 'POST',
      url: new URL(url),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
      maxBytes: MAX_BYTES,
      signal: until,
    });

  async function confirmed(deviceCode: string, intervalS: number, expiresAt: number, until: AbortSignal) {
    const fields = {
      client_id: clientId,
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: deviceCode,
    };
    for (let waitS = intervalS; Date.now() < expiresAt;) {
      await pause(waitS * 1000, undefined, { signal: until }).catch(() => {
        throw new AppFailure({ code: 'cancelled', message: 'Cancelled.' });
      });
      const answer = await post(`${loginUrl}/oauth/token`, fields, until);
      const value = readJson(answer, DOCKER_HUB);
      const tokens = Tokens.safeParse(value);
      if (tokens.success) return tokens.data;
      const said = Refused.safeParse(value).data;
      if (said?.error === 'slow_down') waitS += SLOW_DOWN_S;
      else if (said?.error !== 'authorization_pending') throw notConfirmed(said?.error_description ?? said?.error);
    }
    throw notConfirmed('The code has expired.');
  }

  async function accessTokenOf(bearer: string, until: AbortSignal): Promise<string> {
    const answer = await send(DOCKER_HUB, dispatchers, {
      method: 'POST',
      url: new URL(`${hubUrl}/v2/access-tokens/desktop-generate`),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
      maxBytes: MAX_BYTES,
      signal: until,
    });
    if (answer.status !== 201) throw refused(answer, { registry: DOCKER_HUB, action: 'read', isSignedIn: true });
    const parsed = AccessToken.safeParse(readJson(answer, DOCKER_HUB));
    if (!parsed.success) throw notConfirmed('Docker Hub gave no access token.');
    return parsed.data.data.token;
  }

  try {
    const scope = 'openid offline_access';
    const answer = await post(`${loginUrl}/oauth/device/code`, { client_id: clientId, audience, scope }, signal);
    if (answer.status !== 200) throw refused(answer, { registry: DOCKER_HUB, action: 'read', isSignedIn: false });
    const code = Code.parse(readJson(answer, DOCKER_HUB));
    const expiresAt = Date.now() + code.expires_in * 1000;
    return {
      userCode: code.user_code,
      url: webAddress(code.verification_uri_complete ?? code.verification_uri ?? loginUrl, loginUrl),
      expiresAt,
      async finish(until) {
        const tokens = await confirmed(code.device_code, code.interval, expiresAt, until);
        const username = usernameIn(tokens.access_token);
        const password = await accessTokenOf(tokens.access_token, until);
        const refreshToken = `${tokens.refresh_token}..${clientId}`;
        return { username, password, accessToken: tokens.access_token, refreshToken };
      },
      close: () => dispatchers.close(),
    };
  } catch (thrown) {
    await dispatchers.close();
    if (thrown instanceof z.ZodError) throw notConfirmed('Docker Hub’s answer was not understood.');
    throw thrown;
  }
}

/**
 * Ends the sign-in in the browser for good (RFC 7009), as the CLI's sign-out does: without it the kept refresh token
 * would go on giving new ones to whoever has a copy. Rejects where Docker Hub cannot be told.
 */
export async function revokeRefreshToken(
  env: Readonly<Record<string, string | undefined>>,
  kept: string,
  { loginUrl }: HubLogin = HUB_LOGIN,
): Promise<void> {
  const [token = '', clientId = ''] = kept.split('..');
  if (!token || !clientId) return;
  const dispatchers = await openHub(env, loginUrl, REVOKE_TIMEOUT_MS);
  try {
    const answer = await send(DOCKER_HUB, dispatchers, {
      method: 'POST',
      url: new URL(`${loginUrl}/oauth/revoke`),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ client_id: clientId, token }).toString(),
      maxBytes: MAX_BYTES,
      signal: AbortSignal.timeout(REVOKE_TIMEOUT_MS),
    });
    if (answer.status !== 200) throw refused(answer, { registry: DOCKER_HUB, action: 'sign-in', isSignedIn: true });
  } finally {
    await dispatchers.close();
  }
}

/** It becomes a link: nothing but a web address of the same kind. */
function webAddress(text: string, fallback: string): string {
  const isWeb = URL.canParse(text) && ['https:', new URL(fallback).protocol].includes(new URL(text).protocol);
  return isWeb ? text : fallback;
}

/** Its signature is Docker Hub's to check: the token came from there over TLS, and only names the person to themselves. */
function usernameIn(jwt: string): string {
  try {
    const claims: unknown = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());
    return Claims.parse(claims)['https://hub.docker.com'].username;
  } catch {
    throw notConfirmed('Docker Hub did not say who signed in.');
  }
}

const notConfirmed = (why = 'It was not confirmed.'): AppFailure =>
  new AppFailure({
    code: 'registry-auth',
    registry: DOCKER_HUB,
    message: `The sign-in in the browser did not succeed. ${why}`,
    hint: 'Try again, or sign in with your name and an access token.',
  });

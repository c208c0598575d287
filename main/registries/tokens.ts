import { z } from 'zod';
import { AppFailure } from '../../contract/errors.ts';
import type { Challenge } from './challenge.ts';
import { basicHeader, type Credentials } from './credentials.ts';
import { readJson, refused } from './answers.ts';
import { notARegistry } from './failures.ts';
import type { Answer, Sent } from './send.ts';

const CLIENT_ID = 'gantry';
const LEAST_LIFE_S = 60;
const EARLY_MS = 10_000;
const MAX_TOKEN_BYTES = 1_048_576;

const TokenAnswer = z.object({
  token: z.string().optional(),
  access_token: z.string().optional(),
  refresh_token: z.string().optional(),
  expires_in: z.number().optional(),
});

type Bearer = Extract<Challenge, { scheme: 'bearer' }>;

export interface TokenRequest {
  readonly challenge: Bearer;
  readonly scopes: readonly string[];
  readonly credentials: Credentials | undefined;
  /** Asks for a token that stands for the password from now on: at sign-in. */
  readonly isOffline?: boolean;
  readonly signal: AbortSignal | undefined;
}

export interface Token {
  readonly text: string;
  readonly refreshToken?: string;
}

/**
 * Tokens of a registry's token server, kept until shortly before they expire
 * (distribution.github.io/distribution/spec/auth/token and …/oauth).
 */
export function createTokens(registry: string, sendTo: (sent: Sent) => Promise<Answer>, now = Date.now) {
  const kept = new Map<string, { token: Token; until: number }>();

  async function fetch(request: TokenRequest): Promise<Token> {
    const { challenge, credentials } = request;
    if (!URL.canParse(challenge.realm)) throw notARegistry(registry, 'It names no place to sign in at.');
    const realm = new URL(challenge.realm);
    const answer = await sendTo(
      credentials && 'identityToken' in credentials
        ? byRefreshToken(realm, request, credentials.identityToken)
        : byPassword(realm, request, credentials),
    );
    if (answer.status !== 200) {
      const action = credentials ? 'sign-in' : 'read';
      throw refused(answer, { registry, action, isSignedIn: Boolean(credentials) });
    }
    const parsed = TokenAnswer.safeParse(readJson(answer, registry));
    const text = parsed.data?.token || parsed.data?.access_token;
    if (!parsed.success || !text) throw notARegistry(registry, 'Where it lets people sign in gave no token.');
    const { refresh_token: refreshToken, expires_in: expires = LEAST_LIFE_S } = parsed.data;
    const token = { text, ...(refreshToken && { refreshToken }) };
    kept.set(keyOf(request), { token, until: now() + Math.max(expires, LEAST_LIFE_S) * 1000 - EARLY_MS });
    return token;
  }

  return {
    async get(request: TokenRequest): Promise<Token> {
      const found = kept.get(keyOf(request));
      return found && found.until > now() && !request.isOffline ? found.token : fetch(request);
    },
    /** A token that was refused is not used again. */
    forget: () => kept.clear(),
  };
}

const keyOf = ({ challenge, scopes }: TokenRequest): string =>
  [challenge.realm, challenge.service ?? '', ...scopes].join(' ');

function byPassword(realm: URL, request: TokenRequest, credentials: Credentials | undefined): Sent {
  const { challenge, scopes, isOffline, signal } = request;
  const url = new URL(realm);
  if (challenge.service) url.searchParams.set('service', challenge.service);
  for (const scope of scopes) url.searchParams.append('scope', scope);
  if (credentials?.username) url.searchParams.set('account', credentials.username);
  if (isOffline) {
    url.searchParams.set('client_id', CLIENT_ID);
    url.searchParams.set('offline_token', 'true');
  }
  const isPassword = credentials && 'password' in credentials;
  const headers: Record<string, string> = isPassword ? { authorization: basicHeader(credentials) } : {};
  return { method: 'GET', url, headers, maxBytes: MAX_TOKEN_BYTES, signal };
}

function byRefreshToken(url: URL, { challenge, scopes, signal }: TokenRequest, refreshToken: string): Sent {
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: CLIENT_ID,
    refresh_token: refreshToken,
    ...(challenge.service && { service: challenge.service }),
    ...(scopes.length > 0 && { scope: scopes.join(' ') }),
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { method: 'POST', url, headers, body: form.toString(), maxBytes: MAX_TOKEN_BYTES, signal };
}

/** A token server behind plain HTTP would see the password of a registry behind TLS. */
export function mustNotDowngrade(registry: string, registryUrl: URL, { realm }: Bearer): void {
  if (registryUrl.protocol === 'https:' && /^http:/i.test(realm)) {
    throw new AppFailure({
      code: 'registry-unreachable',
      registry,
      reason: 'plain-http',
      message: `${registry} wants the password over plain HTTP, at ${URL.canParse(realm) ? new URL(realm).host : 'an address that is none'}.`,
      hint: 'Gantry does not send it. Whoever runs the registry must put its token server behind HTTPS.',
    });
  }
}

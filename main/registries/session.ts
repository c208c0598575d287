import { AppFailure } from '../../contract/errors.ts';
import { apiHost } from './address.ts';
import { type Asked, isHtml, refused } from './answers.ts';
import { type Challenge, parseChallenge } from './challenge.ts';
import { basicHeader, type Credentials, withoutSecrets } from './credentials.ts';
import type { Dispatchers } from './dispatchers.ts';
import { notARegistry, toRegistryFailure } from './failures.ts';
import { type Answer, send } from './send.ts';
import { createTokens, mustNotDowngrade } from './tokens.ts';

const MAX_PING_BYTES = 1_048_576;

export interface SessionOptions {
  readonly registry: string;
  readonly dispatchers: Dispatchers;
  /** Asked once, when the registry first wants to know who asks. */
  readonly credentials: () => Promise<Credentials | undefined>;
  readonly isInsecure: boolean;
}

export interface RegistryRequest {
  readonly method: 'GET' | 'HEAD' | 'DELETE';
  /** Below `/v2/`, or an address that the registry gave (the next page). */
  readonly path: string;
  readonly accept?: string;
  readonly scope?: string;
  readonly maxBytes: number;
  readonly asked: Pick<Asked, 'what' | 'action'>;
  readonly signal: AbortSignal | undefined;
}

/** Where the registry is and how it wants to be asked. */
interface Found {
  readonly base: URL;
  readonly challenge: Challenge | undefined;
}

/** Requests to one registry as whoever is signed in: finds its scheme, answers its challenges, refreshes tokens. */
export function createSession({ registry, dispatchers, credentials, isInsecure }: SessionOptions) {
  let finding: Promise<Found> | undefined;
  let asking: Promise<Credentials | undefined> | undefined;
  const known = () => (asking ??= credentials());
  const tokens = createTokens(registry, (sent) => send(registry, dispatchers, sent));

  async function find(): Promise<Found> {
    const schemes = isInsecure ? ['https', 'http'] : ['https'];
    let failure: unknown;
    for (const scheme of schemes) {
      const base = new URL(`${scheme}://${apiHost(registry)}/v2/`);
      try {
        const answer = await send(registry, dispatchers, {
          method: 'GET',
          url: base,
          maxBytes: MAX_PING_BYTES,
          signal: undefined,
        });
        return { base, challenge: challengeOf(answer, registry) };
      } catch (thrown) {
        // What is no TLS is tried without; what does not answer at all would not do so either.
        failure = thrown;
        if (!mayBePlain(thrown)) break;
      }
    }
    throw failure;
  }

  function found(signal: AbortSignal | undefined): Promise<Found> {
    // Nobody's cancel may spoil it for others, so it has no signal; what failed is tried again by the next.
    finding ??= find().catch((thrown: unknown) => {
      finding = undefined;
      throw thrown;
    });
    return orCancelled(finding, signal);
  }

  async function authorization(
    { base, challenge }: Found,
    scopes: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<string | undefined> {
    if (!challenge) return undefined;
    const who = await known();
    if (challenge.scheme === 'basic') return who && 'password' in who ? basicHeader(who) : undefined;
    mustNotDowngrade(registry, base, challenge);
    return `Bearer ${(await tokens.get({ challenge, scopes, credentials: who, signal })).text}`;
  }

  /** Once more with a new token when the registry finds the old one too old, or names what it wants itself. */
  async function ask(request: RegistryRequest): Promise<Answer> {
    const { method, path, accept, scope, maxBytes, signal } = request;
    const place = await found(signal);
    const url = atRegistry(place.base, path, registry);
    let scopes = scope ? [scope] : [];
    for (let attempt = 0; ; attempt += 1) {
      const header = await authorization(place, scopes, signal);
      const headers = { ...(accept && { accept }), ...(header && { authorization: header }) };
      const answer = await send(registry, dispatchers, { method, url, headers, maxBytes, signal });
      if (answer.status !== 401 || attempt > 0 || place.challenge?.scheme !== 'bearer') return answer;
      const wanted = parseChallenge(answer.headers['www-authenticate']);
      if (wanted?.scheme === 'bearer' && wanted.scope) scopes = [...new Set([...scopes, wanted.scope])];
      tokens.forget();
    }
  }

  async function redacted<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (thrown) {
      throw await withoutOurSecrets(toRegistryFailure(thrown, registry));
    }
  }

  async function withoutOurSecrets(failure: AppFailure): Promise<AppFailure> {
    const who = await asking?.catch(() => undefined);
    if (!who) return failure;
    const clean = (text: string) => withoutSecrets(text, who);
    return new AppFailure(
      Object.fromEntries(
        Object.entries(failure.error).map(([key, value]) => [
          key,
          ['message', 'engineText', 'detail', 'hint'].includes(key) ? clean(String(value)) : value,
        ]),
      ) as typeof failure.error,
    );
  }

  return {
    /** An answer of status 2xx. Anything else rejects as what it means. */
    request: (request: RegistryRequest): Promise<Answer> =>
      redacted(async () => {
        const answer = await ask(request);
        if (answer.status >= 200 && answer.status < 300) return answer;
        throw refused(answer, { registry, isSignedIn: Boolean(await asking), ...request.asked });
      }),

    /**
     * Whether the credentials open the registry (`GET /v2/`). Gives the token that the registry would rather see kept
     * in place of the password, where it has one. Rejects with `registry-auth` when they do not.
     */
    signIn: (signal?: AbortSignal): Promise<{ refreshToken?: string }> =>
      redacted(async () => {
        const place = await found(signal);
        const who = await known();
        if (place.challenge?.scheme === 'bearer') {
          mustNotDowngrade(registry, place.base, place.challenge);
          const { challenge } = place;
          const token = await tokens.get({ challenge, scopes: [], credentials: who, isOffline: true, signal });
          await mustBeLetIn(place, `Bearer ${token.text}`, signal);
          return token.refreshToken ? { refreshToken: token.refreshToken } : {};
        }
        if (place.challenge) await mustBeLetIn(place, await authorization(place, [], signal), signal);
        return {};
      }),

    /** Whether it wants to know who asks; rejects when there is no registry. */
    wantsSignIn: (signal?: AbortSignal): Promise<boolean> =>
      redacted(async () => (await found(signal)).challenge !== undefined),

    /** `https` or, where it is insecure, perhaps `http`. */
    scheme: (signal?: AbortSignal): Promise<'https' | 'http'> =>
      redacted(async () => ((await found(signal)).base.protocol === 'https:' ? 'https' : 'http')),
  };

  async function mustBeLetIn({ base }: Found, header: string | undefined, signal: AbortSignal | undefined) {
    const headers: Record<string, string> = header ? { authorization: header } : {};
    const answer = await send(registry, dispatchers, {
      method: 'GET',
      url: base,
      headers,
      maxBytes: MAX_PING_BYTES,
      signal,
    });
    if (answer.status !== 200) throw refused(answer, { registry, action: 'sign-in', isSignedIn: true });
  }
}

function challengeOf(answer: Answer, registry: string): Challenge | undefined {
  if (answer.status === 200) {
    if (isHtml(answer)) throw notARegistry(registry, 'It sent a web page.');
    return undefined;
  }
  if (answer.status !== 401) throw refused(answer, { registry, action: 'read', isSignedIn: false });
  const challenge = parseChallenge(answer.headers['www-authenticate']);
  if (!challenge) throw notARegistry(registry, 'It refuses without saying how to sign in.');
  return challenge;
}

/** A registry behind a proxy may give the next page's address with the wrong scheme or port; never another machine. */
function atRegistry(base: URL, path: string, registry: string): URL {
  const { hostname, pathname, search } = new URL(path, base);
  if (hostname !== base.hostname) throw notARegistry(registry, 'It sends to another machine for the next page.');
  return new URL(pathname + search, base);
}

function orCancelled<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const cancel = () => reject(new AppFailure({ code: 'cancelled', message: 'Cancelled.' }));
    if (signal.aborted) return cancel();
    signal.addEventListener('abort', cancel, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
  });
}

const mayBePlain = (thrown: unknown): boolean =>
  thrown instanceof AppFailure &&
  thrown.error.code === 'registry-unreachable' &&
  ['plain-http', 'tls', 'closed', 'refused', 'not-a-registry'].includes(thrown.error.reason);

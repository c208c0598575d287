import * as tls from 'node:tls';
import { Agent, type Dispatcher, ProxyAgent } from 'undici';
import { proxyFor } from './proxy.ts';
import type { Trust } from './trust.ts';

const CONNECT_TIMEOUT_MS = 10_000;

export interface DispatcherOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly systemAuthorities: readonly string[];
  readonly trust: Trust;
  /** The registry's own: only there certificates may go unchecked, and only there our own certificate is shown. */
  readonly hostname: string;
  readonly answerTimeoutMs: number;
}

/** The connections of one registry client: kept open between requests, by way of a proxy or not. Must be closed. */
export function createDispatchers(options: DispatcherOptions) {
  const { env, trust, systemAuthorities, hostname, answerTimeoutMs } = options;
  const kept = new Map<string, Dispatcher>();
  const ca = [...systemAuthorities, ...trust.authorities];

  function create(isOwn: boolean, proxy: string | undefined): Dispatcher {
    const connect: tls.ConnectionOptions & { timeout: number } = {
      // Made once: reading all authorities takes longer than the request.
      secureContext: tls.createSecureContext({ ca, ...(isOwn && trust.client) }),
      rejectUnauthorized: !(isOwn && trust.isInsecure),
      timeout: CONNECT_TIMEOUT_MS,
    };
    const timeouts = { headersTimeout: answerTimeoutMs, bodyTimeout: answerTimeoutMs };
    return proxy === undefined
      ? new Agent({ ...timeouts, connect })
      : new ProxyAgent({ ...timeouts, uri: proxy, requestTls: connect, proxyTls: { ca } });
  }

  return {
    for(url: URL): Dispatcher {
      const isOwn = url.hostname === hostname;
      const proxy = proxyFor(url, env);
      const key = `${isOwn} ${proxy ?? ''}`;
      const dispatcher = kept.get(key) ?? create(isOwn, proxy);
      kept.set(key, dispatcher);
      return dispatcher;
    },
    async close(): Promise<void> {
      const all = [...kept.values()];
      kept.clear();
      await Promise.all(all.map((dispatcher) => dispatcher.destroy()));
    },
  };
}

export type Dispatchers = ReturnType<typeof createDispatchers>;

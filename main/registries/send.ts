import { request } from 'undici';
import { AppFailure } from '../../contract/errors.ts';
import type { Dispatchers } from './dispatchers.ts';
import { notARegistry, toRegistryFailure } from './failures.ts';

const MAX_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];

export interface Sent {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'DELETE';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly maxBytes: number;
  readonly signal: AbortSignal | undefined;
}

export interface Answer {
  readonly url: URL;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/**
 * One request, with the redirects of a registry to its blob store. The `Authorization` header goes only to the place it
 * was meant for. Rejects with `cancelled`, `registry-unreachable` or `unexpected`; an answer of any status is an answer.
 */
export async function send(registry: string, dispatchers: Dispatchers, sent: Sent): Promise<Answer> {
  let { url, headers = {} } = sent;
  for (let hops = 0; ; hops += 1) {
    const answer = await sendOnce(registry, dispatchers, { ...sent, url, headers });
    const target = redirectOf(answer, sent.method);
    if (!target) return answer;
    if (hops === MAX_REDIRECTS) throw notARegistry(registry, 'It sends from one address to the next without end.');
    if (target.protocol === 'http:' && url.protocol === 'https:') {
      throw notARegistry(registry, 'It sends from HTTPS to plain HTTP, which Gantry does not follow.');
    }
    if (target.origin !== url.origin) headers = withoutAuthorization(headers);
    url = target;
  }
}

async function sendOnce(registry: string, dispatchers: Dispatchers, sent: Sent): Promise<Answer> {
  const { method, url, headers = {}, body, maxBytes, signal } = sent;
  try {
    const answer = await request(url, {
      method,
      dispatcher: dispatchers.for(url),
      headers: { 'user-agent': 'gantry', ...headers },
      ...(body !== undefined && { body }),
      ...(signal && { signal }),
    });
    const bytes = await readBody(registry, answer.body, maxBytes);
    return { url, status: answer.statusCode, headers: answer.headers, body: bytes };
  } catch (thrown) {
    throw toRegistryFailure(thrown, registry, signal);
  }
}

async function readBody(registry: string, body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(registry, maxBytes); // leaving the loop closes the connection
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function redirectOf({ status, headers, url }: Answer, method: string): URL | undefined {
  const location = headers['location'];
  if (!REDIRECTS.includes(status) || typeof location !== 'string' || !['GET', 'HEAD'].includes(method))
    return undefined;
  const target = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
  return target && ['http:', 'https:'].includes(target.protocol) ? target : undefined;
}

function withoutAuthorization(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization'));
}

const tooLarge = (registry: string, maxBytes: number): AppFailure =>
  new AppFailure({
    code: 'unexpected',
    message: `${registry} sends more than ${maxBytes / 1_048_576} MiB where a few kilobytes are due.`,
    detail: 'body limit',
    hint: 'It may be broken, or not a registry.',
  });

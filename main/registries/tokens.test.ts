import { expect, test } from 'vitest';
import type { Sent } from './send.ts';
import { createTokens, mustNotDowngrade } from './tokens.ts';

const challenge = { scheme: 'bearer', realm: 'https://auth.example/token', service: 's' } as const;
const signal = undefined;

function server(expiresIn: number | undefined) {
  const sent: Sent[] = [];
  let now = 1_000_000;
  const answer = (one: Sent) => {
    sent.push(one);
    const body = JSON.stringify({
      token: `t${sent.length}`,
      ...(expiresIn !== undefined && { expires_in: expiresIn }),
    });
    return Promise.resolve({ url: one.url, status: 200, headers: {}, body: Buffer.from(body) });
  };
  return { sent, tokens: createTokens('r.example', answer, () => now), later: (ms: number) => (now += ms) };
}

test('a token is kept for its scope until shortly before it expires', async () => {
  const { tokens, sent, later } = server(300);
  const get = async (scope: string) =>
    (await tokens.get({ challenge, scopes: [scope], credentials: undefined, signal })).text;
  expect([await get('a'), await get('a'), await get('b')]).toEqual(['t1', 't1', 't2']);
  later(291_000);
  expect(await get('a')).toBe('t3');
  expect(sent.map(({ url }) => url.search)).toEqual(['?service=s&scope=a', '?service=s&scope=b', '?service=s&scope=a']);
});

test('a token that does not say how long it is good for is good for a minute', async () => {
  const { tokens, later } = server(undefined);
  const get = async () => (await tokens.get({ challenge, scopes: [], credentials: undefined, signal })).text;
  await get();
  later(45_000);
  expect(await get()).toBe('t1');
  later(10_000);
  expect(await get()).toBe('t2');
});

test('a password goes in a header and never in an address', async () => {
  const { tokens, sent } = server(300);
  await tokens.get({ challenge, scopes: ['a'], credentials: { username: 'me', password: 's3cret' }, signal });
  expect(sent[0]?.url.href).not.toContain('s3cret');
  expect(sent[0]?.headers?.['authorization']).toBe(`Basic ${Buffer.from('me:s3cret').toString('base64')}`);
});

test('a registry behind TLS that wants the password over plain HTTP does not get it', () => {
  const plain = { ...challenge, realm: 'http://auth.example/token' };
  expect(() => mustNotDowngrade('r.example', new URL('https://r.example'), plain)).toThrow(
    /over plain HTTP, at auth\.example/,
  );
  expect(() => mustNotDowngrade('r.example', new URL('http://r.example'), plain)).not.toThrow();
  expect(() => mustNotDowngrade('r.example', new URL('https://r.example'), challenge)).not.toThrow();
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { text } from 'node:stream/consumers';
import { connectSsh, makeKeyPair } from '../../ssh/index.ts';
import { SecretMemory } from '../../ssh/secrets.ts';
import { type GuestServer, startGuestServer } from '../../ssh/testing/guestServer.ts';
import { type GuestLink, createGuestLink } from './link.ts';

const key = makeKeyPair();
let server: GuestServer;
let link: GuestLink;

beforeEach(async () => {
  server = await startGuestServer({ allowedKey: () => key.publicKey });
  link = createGuestLink((signal) =>
    connectSsh(
      { host: '127.0.0.1', port: server.port, user: 'root' },
      {
        env: {},
        signal,
        pinned: { hostKey: server.hostKey, privateKey: key.privateKey },
        prompts: { confirmHostKey: () => Promise.resolve(false), askSecret: () => Promise.resolve(undefined) },
        secrets: new SecretMemory(),
      },
    ),
  );
});
afterEach(async () => {
  link.close();
  await server.close();
});

test('a command’s input, output and status come through, over one connection', async () => {
  const given: string[] = [];
  server.reply = () => ({ status: 3, stdout: 'out', stderr: 'err', onInput: (input) => given.push(input) });
  const [first] = await Promise.all([
    link.run('one', { timeoutMs: 5_000, input: 'in' }),
    link.run('two', { timeoutMs: 5_000, input: 'in' }),
  ]);
  expect(first).toEqual({ status: 3, stdout: 'out', stderr: 'err' });
  expect([given, server.signInCount]).toEqual([['in', 'in'], 1]);
});

test('a connection that does not answer is taken for dead: the next command has a new one', async () => {
  server.reply = (command) => (command === 'silent' ? undefined : { stdout: 'here' });
  await expect(link.run('silent', { timeoutMs: 300 })).rejects.toMatchObject({ error: { code: 'disconnected' } });
  expect(await link.run('other', { timeoutMs: 5_000 })).toMatchObject({ stdout: 'here' });
  expect(server.signInCount).toBe(2);
});

test('a command that is cut off has no status and is no success', async () => {
  server.reply = () => undefined;
  const cutting = link.run('long', { timeoutMs: 10_000 }).then(
    ({ status }) => status,
    () => undefined,
  );
  await expect.poll(() => server.commands).toEqual(['long']);
  server.cutConnections();
  expect(await cutting).toBeUndefined();
});

test('who waits for an engine’s socket that never comes is told so in time; closed, at once', async () => {
  const askedAt = Date.now();
  await expect(link.dialEngine(500)).rejects.toThrow('SSH');
  expect(Date.now() - askedAt).toBeLessThan(3_000);
  const waiting = link.dialEngine(60_000);
  waiting.catch(() => {});
  setTimeout(() => link.close(), 100);
  await expect(waiting).rejects.toMatchObject({ error: { code: 'disconnected' } });
});

test('what goes on ends when it is let go of', async () => {
  server.reply = () => ({ stdout: 'more', stays: true });
  const { io } = await link.begin('tail');
  const reading = text(io).catch(() => 'let go');
  setTimeout(() => io.destroy(), 200);
  expect(await reading).toBe('let go');
});

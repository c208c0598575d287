import { getEventListeners, once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import ssh2, { type AuthContext, type ParsedKey } from 'ssh2';
import { afterEach, expect, test } from 'vitest';
import { connectSsh } from './connect.ts';
import { startSsh2Server } from './testing/ssh2Server.ts';

const ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

type Started = Awaited<ReturnType<typeof startSsh2Server>>;

async function start(...how: Parameters<typeof startSsh2Server>): Promise<Started> {
  const server = await startSsh2Server(...how);
  ending.push(() => server.close());
  return server;
}

const there = ({ port }: Started) => ({ host: '127.0.0.1', port, user: 'me' });
const anybody = (context: AuthContext) => context.accept();
const anyKey = (context: AuthContext) =>
  context.method === 'publickey' ? context.accept() : context.reject(['publickey']);

/** An agent of which a test says what it does with what it is told; and how many still speak to it. */
async function startAgent(path: string, onSocket: (socket: Socket) => void) {
  const open = new Set<Socket>();
  const agent = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => open.delete(socket));
    onSocket(socket);
  }).listen(path);
  await once(agent, 'listening');
  ending.push(() => {
    for (const socket of open) socket.destroy();
    agent.close();
  });
  return { path, open };
}

test('an agent that hangs is given up and let go of, and a key file is used', async () => {
  const server = await start(anyKey);
  const { person } = server;
  await person.file('id_ed25519', ssh2.utils.generateKeyPairSync('ed25519').private);
  const agent = await startAgent(join(person.home, 'agent.sock'), (socket) => socket.resume());
  const env = { ...person.options.env, SSH_AUTH_SOCK: agent.path };
  const connection = await connectSsh(there(server), { ...person.options, env });
  connection.close();
  await expect.poll(() => agent.open.size).toBe(0);
}, 20_000);

test('who waits for an agent that hangs, and goes, leaves nothing open', async () => {
  const server = await start(anyKey);
  const { person } = server;
  const agent = await startAgent(join(person.home, 'agent.sock'), (socket) => socket.resume());
  const env = { ...person.options.env, SSH_AUTH_SOCK: agent.path };
  const abort = new AbortController();
  const attempt = connectSsh(there(server), { ...person.options, env, signal: abort.signal });
  await expect.poll(() => agent.open.size).toBe(1);
  abort.abort();
  await expect(attempt).rejects.toMatchObject({ problem: { type: 'lost' } });
  await expect.poll(() => agent.open.size).toBe(0);
});

test('an agent whose person takes longer than ConnectTimeout to confirm signs all the same', async () => {
  const key = ssh2.utils.parseKey(ssh2.utils.generateKeyPairSync('ed25519').private) as ParsedKey;
  const server = await start(anyKey);
  const { person } = server;
  await person.file('config', 'ConnectTimeout 1\n');
  const agent = await startAgent(join(person.home, 'agent.sock'), (socket) => {
    const protocol = new ssh2.AgentProtocol(false);
    protocol.on('identities', (request) => protocol.getIdentitiesReply(request, [key]));
    protocol.on('sign', (request, _key, data, options) => {
      const signature = key.sign(data, (options as { hash?: string } | undefined)?.hash);
      void pause(1600).then(() => protocol.signReply(request, signature));
    });
    protocol.on('error', () => {});
    socket.pipe(protocol).pipe(socket);
  });
  const env = { ...person.options.env, SSH_AUTH_SOCK: agent.path };
  const connection = await connectSsh(there(server), { ...person.options, env });
  connection.close();
  await expect.poll(() => agent.open.size).toBe(0);
});

test('a machine on the way that waits for the next one is not waited for longer than ConnectTimeout', async () => {
  let asked = 0;
  let left = 0;
  const server = await start(anybody, (client) => {
    client.on('tcpip', () => asked++); // neither accepted nor rejected
    client.on('close', () => left++);
  });
  const { person, port } = server;
  await person.file(
    'config',
    `Host gate\n  HostName 127.0.0.1\n  Port ${port}\n  User me\nHost lab\n  ProxyJump gate\n  ConnectTimeout 1\n`,
  );
  await expect(connectSsh({ host: 'lab' }, person.options)).rejects.toMatchObject({
    host: 'lab',
    problem: { type: 'timeout' },
  });
  expect(asked).toBe(1);
  await expect.poll(() => left).toBe(1);
});

test('a signal that outlives many connections is listened to by none of them', async () => {
  const server = await start(anybody);
  const { signal } = new AbortController();
  for (let times = 0; times < 3; times++) {
    const connection = await connectSsh(there(server), { ...server.person.options, signal });
    connection.close();
  }
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('a file of known machines that cannot be read is none: the person is asked', async () => {
  const server = await start(anybody);
  const { person } = server;
  await mkdir(join(person.home, 'folder'));
  await person.file('config', `UserKnownHostsFile ${join(person.home, 'folder')}\n`);
  person.answers.push(true);
  const connection = await connectSsh(there(server), person.options);
  connection.close();
  expect(person.asked).toMatchObject([{ type: 'host-key' }]);
});

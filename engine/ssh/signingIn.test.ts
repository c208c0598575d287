import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import ssh2, { type AuthContext, type Connection } from 'ssh2';
import { afterEach, expect, test } from 'vitest';
import { connectSsh } from './connect.ts';
import { makePerson } from './testing/person.ts';
import { startSsh2Server } from './testing/ssh2Server.ts';

const ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

async function startServer(onAuth: (context: AuthContext, client: Connection) => void) {
  const server = await startSsh2Server(onAuth);
  ending.push(() => server.close());
  return { person: server.person, address: { host: '127.0.0.1', port: server.port, user: 'me' } };
}

test('what a machine asks in its own words is asked in these words, and shown while typed where it says so', async () => {
  const { person, address } = await startServer((context) => {
    if (context.method !== 'keyboard-interactive') return context.reject(['keyboard-interactive']);
    const prompts = [
      { prompt: 'Number from your device: ', echo: true },
      { prompt: 'Password: ', echo: false },
    ];
    context.prompt(prompts, (answers) => {
      if (answers.join() === '123,secret') context.accept();
      else context.reject(['keyboard-interactive']);
    });
  });
  person.answers.push('999', 'secret', '123', 'secret');
  const connection = await connectSsh(address, person.options);
  connection.close();
  expect(person.asked).toMatchObject([
    { prompt: 'Number from your device:', isShown: true, isRetry: false },
    { prompt: 'Password:', isShown: false },
    { prompt: 'Number from your device:', isRetry: true },
    { prompt: 'Password:', isRetry: true },
  ]);
});

test('a key and then a password: both are given', async () => {
  let left: 'publickey' | 'password' = 'publickey';
  const { person, address } = await startServer((context) => {
    const isAllowed = context.method === left;
    if (isAllowed && context.method === 'password' && context.password === 'secret') return context.accept();
    if (isAllowed && context.method === 'publickey') {
      if (!context.signature) return context.accept();
      left = 'password';
      return context.reject([left], true);
    }
    context.reject([left]);
  });
  await person.file('id_ed25519', ssh2.utils.generateKeyPairSync('ed25519').private);
  person.answers.push('secret');
  const connection = await connectSsh(address, person.options);
  connection.close();
  expect(person.asked).toMatchObject([{ type: 'password' }]);
});

test('who answers after the machine has hung up is connected all the same, without being asked again', async () => {
  let hungUp = 0;
  const { person, address } = await startServer((context, client) => {
    if (context.method === 'password') return context.password === 'secret' ? context.accept() : context.reject();
    context.reject(['password']);
    if (hungUp++ === 0) setTimeout(() => client.end(), 50);
  });
  const asked: string[] = [];
  const prompts = {
    ...person.options.prompts,
    async askSecret() {
      asked.push('password');
      await pause(400);
      return 'secret';
    },
  };
  const connection = await connectSsh(address, { ...person.options, prompts });
  connection.close();
  expect([asked, hungUp]).toEqual([['password'], 2]);
});

test('giving up ends the attempt and takes the question away', async () => {
  const { person, address } = await startServer((context) => context.reject(['password']));
  const abort = new AbortController();
  let isTakenAway = false;
  const prompts = {
    ...person.options.prompts,
    askSecret: (_question: unknown, signal: AbortSignal) =>
      new Promise<undefined>((resolve) => {
        signal.addEventListener('abort', () => {
          isTakenAway = true;
          resolve(undefined);
        });
        setTimeout(() => abort.abort(), 20);
      }),
  };
  await expect(connectSsh(address, { ...person.options, prompts, signal: abort.signal })).rejects.toThrow('SSH');
  expect(isTakenAway).toBe(true);
});

test('a machine that says nothing is given up after the time of ConnectTimeout', async () => {
  const { createServer } = await import('node:net');
  const silent = createServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const person = await makePerson();
  ending.push(
    () => person.leave(),
    () => silent.close(),
  );
  await person.file('config', 'ConnectTimeout 1\n');
  const { port } = silent.address() as AddressInfo;
  const attempt = connectSsh({ host: '127.0.0.1', port }, person.options);
  await expect(attempt).rejects.toMatchObject({ problem: { type: 'timeout' } });
});

test('what does not speak SSH is told apart', async () => {
  const { createServer } = await import('node:net');
  const web = createServer((socket) => {
    socket.on('error', () => {});
    socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
  }).listen(0, '127.0.0.1');
  await once(web, 'listening');
  const person = await makePerson();
  ending.push(
    () => person.leave(),
    () => web.close(),
  );
  const { port } = web.address() as AddressInfo;
  const attempt = connectSsh({ host: '127.0.0.1', port }, person.options);
  await expect(attempt).rejects.toMatchObject({ problem: { type: 'not-ssh' } });
});

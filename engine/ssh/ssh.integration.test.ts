import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { testEngine } from '../testing/testEngine.ts';
import { connectSsh } from './connect.ts';
import { type DockerTunnel, openDockerTunnel } from './dockerTunnel.ts';
import { fingerprintOf } from './hostKey.ts';
import { SshFailure, type SshProblem } from './problem.ts';
import { makePerson, type TestPerson } from './testing/person.ts';
import { KEEPER, makeKey, runSshProgram, startSshd, STRANGER, type TestSshd } from './testing/sshd.ts';

let sshd: TestSshd;
let person: TestPerson;
const ending: (() => unknown)[] = [];

beforeAll(async () => {
  const { socketPath, cliPath } = testEngine();
  sshd = await startSshd({ engineSocket: socketPath, path: dirname(cliPath) });
});
afterAll(() => sshd?.close());
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

/** Somebody whose key is let in, and who trusts the machine. */
async function newcomer(how: { passphrase?: string; type?: string; trusts?: boolean; more?: readonly string[] } = {}) {
  person = await makePerson();
  ending.push(() => person.leave());
  const key = await makeKey(
    join(person.home, '.ssh', `id_${how.type ?? 'ed25519'}`),
    how.type,
    how.passphrase,
    how.more,
  );
  await sshd.allow(await readFile(`${key}.pub`, 'utf8'));
  if (how.trusts !== false) await trust(sshd);
  return person;
}

async function trust(server: TestSshd) {
  const key = await readFile(join(server.hostKeys, 'ssh_host_ed25519_key.pub'), 'utf8');
  await person.file('known_hosts', `[127.0.0.1]:${server.port} ${key}`);
}

const there = (user = KEEPER, path?: string) => ({ host: '127.0.0.1', port: sshd.port, user, ...(path && { path }) });

async function tunnel(user = KEEPER, path?: string): Promise<DockerTunnel> {
  const open = await openDockerTunnel(there(user, path), person.options);
  ending.push(() => {
    open.agent.destroy();
    open.close();
  });
  return open;
}

const ping = ({ agent }: DockerTunnel) =>
  new Promise<string>((resolve, reject) => {
    request({ agent, path: '/_ping', host: 'engine' }, (answer) => text(answer).then(resolve, reject))
      .once('error', reject)
      .end();
  });

async function problem(promise: Promise<unknown>): Promise<SshProblem> {
  const failure = await promise.then(
    () => expect.fail('It connected.'),
    (thrown: unknown) => thrown,
  );
  expect(failure).toBeInstanceOf(SshFailure);
  return (failure as SshFailure).problem;
}

test.each(['ed25519', 'rsa', 'ecdsa'])('a key without a passphrase (%s) opens the way to the engine', async (type) => {
  await newcomer({ type });
  expect(await ping(await tunnel())).toBe('OK');
  expect(person.asked).toEqual([]);
});

test('one connection carries all requests', async () => {
  await newcomer();
  const open = await tunnel();
  expect(await Promise.all(Array.from({ length: 30 }, () => ping(open)))).toEqual(Array(30).fill('OK'));
  expect(await sshd.connectionCount()).toBe(1);
});

test('a passphrase is asked for when the key is taken, again when it was wrong, and not a second time', async () => {
  await newcomer({ passphrase: 'open sesame' });
  person.answers.push('wrong', 'open sesame');
  expect(await ping(await tunnel())).toBe('OK');
  const keyFile = join(person.home, '.ssh/id_ed25519');
  expect(person.asked).toEqual([
    { type: 'passphrase', keyFile, isRetry: false },
    { type: 'passphrase', keyFile, isRetry: true },
  ]);
  expect(await ping(await tunnel())).toBe('OK');
  expect(person.asked).toHaveLength(2);
});

test('a key in an old PEM file with a passphrase works too', async () => {
  await newcomer({ type: 'rsa', passphrase: 'open sesame', more: ['-m', 'PEM'] });
  person.answers.push('open sesame');
  expect(await ping(await tunnel())).toBe('OK');
});

test('who does not give the passphrase is not signed in, and not asked for anything else', async () => {
  await newcomer({ passphrase: 'open sesame' });
  expect(await problem(tunnel())).toEqual({ type: 'declined', what: 'passphrase' });
  expect(person.asked).toHaveLength(1);
});

test('a passphrase is not asked for when the machine does not take that key', async () => {
  await newcomer({ passphrase: 'open sesame' });
  await sshd.allow();
  expect(await problem(tunnel())).toEqual({ type: 'declined', what: 'password' });
  expect(person.asked.map(({ type }) => type)).toEqual(['password']);
});

test('the agent signs in, and IdentitiesOnly leaves out what it has beside', async () => {
  await newcomer();
  const socket = join(person.home, 'agent.sock');
  const said = await runSshProgram('ssh-agent', ['-a', socket, '-s']);
  const pid = Number(/SSH_AGENT_PID=(\d+)/.exec(said)?.[1]);
  ending.push(() => process.kill(pid));
  const key = join(person.home, '.ssh/id_ed25519');
  await runSshProgram('ssh-add', ['-q', key], { SSH_AUTH_SOCK: socket });
  const other = await makeKey(join(person.home, 'elsewhere'));
  await person.file('id_ed25519', await readFile(other, 'utf8'));
  await person.file('id_ed25519.pub', await readFile(`${other}.pub`, 'utf8'));
  const options = { ...person.options, env: { ...person.options.env, SSH_AUTH_SOCK: socket } };
  const open = await openDockerTunnel(there(), options);
  expect(await ping(open)).toBe('OK');
  open.agent.destroy();
  open.close();
  await person.file('config', 'Host *\n  IdentitiesOnly yes\n');
  expect(await problem(openDockerTunnel(there(), options))).toEqual({ type: 'declined', what: 'password' });
});

test('a password is the last resort; a wrong one is asked for again', async () => {
  await newcomer();
  await sshd.allow();
  person.answers.push('wrong', KEEPER);
  expect(await ping(await tunnel())).toBe('OK');
  expect(person.asked).toMatchObject([
    { type: 'password', user: KEEPER, host: '127.0.0.1', isRetry: false },
    { type: 'password', isRetry: true },
  ]);
});

test('nothing that is taken is told with what was tried, and without any secret', async () => {
  await newcomer();
  await sshd.allow();
  person.answers.push('pässwörd-1', 'pässwörd-2', 'pässwörd-3');
  const failure = await tunnel().catch((thrown: unknown) => thrown as SshFailure);
  expect(failure).toMatchObject({
    problem: { type: 'auth-failed', user: KEEPER, tried: [join(person.home, '.ssh/id_ed25519'), 'password'] },
  });
  expect(JSON.stringify(failure) + String((failure as Error).stack)).not.toContain('pässwörd');
});

test('a machine that is not known is asked about with its fingerprint, and known from then on', async () => {
  await newcomer({ trusts: false });
  await person.file('config', 'HashKnownHosts yes\n');
  person.answers.push(true);
  expect(await ping(await tunnel())).toBe('OK');
  const blob = Buffer.from(
    (await readFile(join(sshd.hostKeys, 'ssh_host_ed25519_key.pub'), 'utf8')).split(' ')[1]!,
    'base64',
  );
  expect(person.asked).toEqual([
    {
      type: 'host-key',
      host: '127.0.0.1',
      port: sshd.port,
      keyType: 'ssh-ed25519',
      fingerprint: fingerprintOf(blob),
      otherTypes: [],
      hasAuthority: false,
    },
  ]);
  const file = join(person.home, '.ssh/known_hosts');
  expect(await readFile(file, 'utf8')).toMatch(/^\|1\|/);
  const found = await runSshProgram('ssh-keygen', ['-F', `[127.0.0.1]:${sshd.port}`, '-f', file]);
  expect(found).toContain('ssh-ed25519');
  expect(await ping(await tunnel())).toBe('OK');
  expect(person.asked).toHaveLength(1);
});

test('a machine that is not trusted is not connected to, and not written down', async () => {
  await newcomer({ trusts: false });
  expect(await problem(tunnel())).toEqual({ type: 'declined', what: 'host-key' });
  await expect(readFile(join(person.home, '.ssh/known_hosts'))).rejects.toThrow('ENOENT');
});

test('a changed key is refused with both fingerprints and the line, and nobody is asked', async () => {
  await newcomer();
  const other = await makeKey(join(person.home, 'other'));
  const blob = Buffer.from((await readFile(`${other}.pub`, 'utf8')).split(' ')[1]!, 'base64');
  const file = await person.file(
    'known_hosts',
    `# mine\n[127.0.0.1]:${sshd.port} ssh-ed25519 ${blob.toString('base64')}\n`,
  );
  expect(await problem(tunnel())).toMatchObject({
    type: 'host-key-changed',
    file,
    line: 2,
    knownFingerprint: fingerprintOf(blob),
    fingerprint: expect.stringMatching(/^SHA256:/),
  });
  expect(person.asked).toEqual([]);
});

test('a key that was taken back is refused', async () => {
  await newcomer();
  const key = await readFile(join(sshd.hostKeys, 'ssh_host_ed25519_key.pub'), 'utf8');
  await person.file('known_hosts', `@revoked * ${key}`);
  expect(await problem(tunnel())).toMatchObject({ type: 'host-key-revoked', line: 1 });
});

test('of several keys of a machine it shows the one that is known', async () => {
  await newcomer();
  const key = await readFile(join(sshd.hostKeys, 'ssh_host_rsa_key.pub'), 'utf8');
  await person.file('known_hosts', `[127.0.0.1]:${sshd.port} ${key}`);
  expect(await ping(await tunnel())).toBe('OK');
  expect(person.asked).toEqual([]);
});

test('a name of ~/.ssh/config stands for all that is written there', async () => {
  await newcomer();
  await person.file('config', `Host lab-*\n  HostName 127.0.0.1\n  Port ${sshd.port}\n  User ${KEEPER}\n`);
  const connection = await connectSsh({ host: 'lab-1' }, person.options);
  ending.push(() => connection.close());
  const { io, exitCode } = await connection.exec('cat; exit 3');
  io.end('through');
  expect(await text(io)).toBe('through');
  expect(await exitCode).toBe(3);
});

test('ProxyJump leads through one machine to another, and through two', async () => {
  await newcomer();
  const inner = await startSshd({ engineSocket: testEngine().socketPath });
  ending.push(() => inner.close());
  const key = await readFile(join(person.home, '.ssh/id_ed25519.pub'), 'utf8');
  await inner.allow(key);
  const known = async (server: TestSshd) =>
    `[127.0.0.1]:${server.port} ${await readFile(join(server.hostKeys, 'ssh_host_ed25519_key.pub'), 'utf8')}`;
  await person.file('known_hosts', (await known(sshd)) + (await known(inner)));
  const gate = `Host gate gate2\n  HostName 127.0.0.1\n  Port ${sshd.port}\n  User ${KEEPER}\n`;
  const lab = `Host lab\n  HostName 127.0.0.1\n  Port ${inner.port}\n  User ${KEEPER}\n`;
  await person.file(
    'config',
    `${gate}${lab}  ProxyJump gate\nHost deep\n  ProxyJump gate,gate2\n  HostName 127.0.0.1\n  Port ${inner.port}\n  User ${KEEPER}\n`,
  );
  for (const host of ['lab', 'deep']) {
    const open = await openDockerTunnel({ host }, person.options);
    expect(await ping(open)).toBe('OK');
    open.agent.destroy();
    open.close();
  }
  await inner.close();
  expect(await problem(openDockerTunnel({ host: 'lab' }, person.options))).toMatchObject({ type: 'jump-refused' });
  await expect.poll(() => sshd.connectionCount()).toBe(0);
});

test('a connection that is cut says so, and ends what goes over it with an error', async () => {
  await newcomer();
  const open = await tunnel();
  const { io } = await open.connection.exec('sleep 60');
  const ended = new Promise<Error>((resolve) => io.once('error', resolve));
  await sshd.cutConnections();
  expect((await open.connection.closed).problem).toEqual({ type: 'lost' });
  expect(await ended).toMatchObject({ code: 'ECONNRESET' });
  await expect(ping(open)).rejects.toMatchObject({ problem: { type: 'lost' } });
});

test('who is not in the group docker is told so', async () => {
  await newcomer();
  expect(await problem(tunnel(STRANGER))).toEqual({
    type: 'socket-denied',
    user: STRANGER,
    path: '/var/run/docker.sock',
  });
});

test('a path where no engine listens is told apart from a machine without docker', async () => {
  await newcomer();
  expect(await problem(tunnel(KEEPER, '/nowhere.sock'))).toMatchObject({
    type: 'engine-stopped',
    path: '/nowhere.sock',
  });
  const bare = await startSshd({ isBare: true });
  ending.push(() => bare.close());
  await bare.allow(await readFile(join(person.home, '.ssh/id_ed25519.pub'), 'utf8'));
  await trust(bare);
  const address = { host: '127.0.0.1', port: bare.port, user: KEEPER };
  expect(await problem(openDockerTunnel(address, person.options))).toMatchObject({ type: 'no-docker' });
});

test('nothing that listens, no such name and something that is not SSH are told apart', async () => {
  await newcomer();
  expect(await problem(connectSsh({ host: '127.0.0.1', port: 1 }, person.options))).toEqual({ type: 'refused' });
  expect(await problem(connectSsh({ host: 'no-such-host.invalid' }, person.options))).toEqual({ type: 'unknown-name' });
});

test.each([
  ['a server that lets nobody reach sockets', { config: ['AllowStreamLocalForwarding no'] }],
  ['dropbear', { isDropbear: true }],
])('with %s the engine is reached by docker’s own program, more than ten times at once', async (_name, how) => {
  await newcomer();
  const { socketPath, cliPath } = testEngine();
  const server = await startSshd({ engineSocket: socketPath, path: dirname(cliPath), ...how });
  ending.push(() => server.close());
  await server.allow(await readFile(join(person.home, '.ssh/id_ed25519.pub'), 'utf8'));
  await trust(server);
  const open = await openDockerTunnel({ host: '127.0.0.1', port: server.port, user: KEEPER }, person.options);
  ending.push(() => {
    open.agent.destroy();
    open.close();
  });
  expect(await Promise.all(Array.from({ length: 12 }, () => ping(open)))).toEqual(Array(12).fill('OK'));
});

test('a machine of our own making is known by its only key, and by nothing of the person’s', async () => {
  await newcomer({ trusts: false });
  const hostKey = await readFile(join(sshd.hostKeys, 'ssh_host_ed25519_key.pub'), 'utf8');
  const privateKey = await readFile(join(person.home, '.ssh/id_ed25519'), 'utf8');
  const pinned = { hostKey, privateKey };
  const connection = await connectSsh(there(), { ...person.options, pinned });
  connection.close();
  const other = await readFile(join(person.home, '.ssh/id_ed25519.pub'), 'utf8');
  const wrong = connectSsh(there(), { ...person.options, pinned: { ...pinned, hostKey: other } });
  expect(await problem(wrong)).toMatchObject({ type: 'host-key-changed' });
  expect(person.asked).toEqual([]);
});

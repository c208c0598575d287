import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { KEEPER, makeKey } from '../../engine/ssh/testing/sshd.ts';
import { isConnected, type SshGantry, sshGantries } from './testing/sshGantry.ts';

const run = promisify(execFile);
const CONTEXT = { context: 'lab' };
const { start } = sshGantries();

const socketsOf = (app: SshGantry) => readdir(join(app.person.home, `gantry-ssh-${process.getuid!()}`));

test('a context that is removed, or means another machine, lets go of its connection and its socket', async () => {
  const app = await start();
  await app.context(isConnected);
  expect([await app.sshd.connectionCount(), (await socketsOf(app)).length]).toEqual([1, 1]);
  const settings = { name: 'lab', description: '', endpoint: `ssh://${KEEPER}@127.0.0.1:1` };
  await app.client.contexts.update(settings);
  await app.context(({ state }) => state.type === 'unreachable');
  await expect.poll(() => app.sshd.connectionCount()).toBe(0);
  expect(await socketsOf(app)).toEqual([]);

  await app.client.contexts.update({ ...settings, endpoint: `ssh://${KEEPER}@127.0.0.1:${app.sshd.port}` });
  await app.context(isConnected);
  expect([await app.sshd.connectionCount(), (await socketsOf(app)).length]).toEqual([1, 1]);
  await app.client.contexts.remove({ name: 'lab' });
  await expect.poll(() => app.sshd.connectionCount()).toBe(0);
  expect(await socketsOf(app)).toEqual([]);
  await expect(app.client.contexts.info(CONTEXT)).rejects.toMatchObject({ error: { code: 'not-found' } });
});

test('an app that ends while it signs in, or while it waits for an answer, leaves no connection', async () => {
  const asking = await start({ passphrase: 'open sesame' });
  await asking.question();
  expect(await asking.sshd.connectionCount()).toBe(1);
  await asking.quit();
  await expect.poll(() => asking.sshd.connectionCount()).toBe(0);

  const connected = await start();
  await connected.context(isConnected);
  await connected.quit();
  await expect.poll(() => connected.sshd.connectionCount()).toBe(0);
});

test('a try of a connection, and one that is given up, leave nothing open', async () => {
  const app = await start({ passphrase: 'open sesame' });
  const first = await app.question();
  await app.client.contexts.answer({ id: first.id, answer: { type: 'text', text: 'open sesame' } });
  await app.context(isConnected);
  const settings = { name: 'try', description: '', endpoint: `ssh://${KEEPER}@127.0.0.1:${app.sshd.port}` };
  expect(await app.client.contexts.test(settings)).toMatchObject({ product: 'docker' });
  await expect.poll(() => app.sshd.connectionCount()).toBe(1);
  const key = await makeKey(join(app.person.home, '.ssh/other'), 'ed25519', 'another');
  await app.sshd.allow(await readFile(`${key}.pub`, 'utf8'));
  await app.person.file('config', `Host 127.0.0.1\n  IdentityFile ${key}\n`);
  const abort = new AbortController();
  const attempt = app.client.contexts.test(settings, { signal: abort.signal }).catch((thrown: unknown) => thrown);
  expect((await app.question()).context).toBe('try');
  expect(await app.sshd.connectionCount()).toBe(2);
  abort.abort();
  await attempt;
  await expect.poll(() => app.sshd.connectionCount()).toBe(1);
  for await (const questions of app.client.contexts.questions({})) if (questions.length === 0) break;
});

test('no passphrase and no password is in an error, in the activity log, in a job or in a file of the app', async () => {
  const app = await start({ passphrase: 'correct horse battery' });
  const wrong = ['swordfish-1', 'swordfish-2', 'correct horse battery'];
  for (const text of wrong) {
    const question = await app.question();
    expect(question).toMatchObject({ type: 'passphrase' });
    await app.client.contexts.answer({ id: question.id, answer: { type: 'text', text } });
    await expect.poll(async () => (await openQuestion(app))?.id).not.toBe(question.id);
  }
  await app.context(isConnected);

  // No key is taken any more: then the password, which is wrong three times.
  await app.sshd.allow();
  await app.sshd.cutConnections();
  const passwords = ['swordfish-3', 'swordfish-4', 'swordfish-5'];
  for (const text of passwords) {
    const question = await app.question();
    expect(question).toMatchObject({ type: 'password' });
    await app.client.contexts.answer({ id: question.id, answer: { type: 'text', text } });
    await expect.poll(async () => (await openQuestion(app))?.id).not.toBe(question.id);
  }
  const { state } = await app.context((context) => JSON.stringify(context.state).includes('sign-in'));
  expect(state).toMatchObject({ error: { reason: 'sign-in', message: expect.stringContaining('password') } });
  const said: unknown[] = [state];
  for await (const change of app.client.activity.watch({})) {
    said.push(change);
    break;
  }
  for await (const change of app.client.jobs.watch({})) {
    said.push(change);
    break;
  }
  const secrets = /swordfish|correct horse/;
  expect(JSON.stringify(said)).not.toMatch(secrets);
  const found = run('grep', ['-rlE', secrets.source, app.dataDir, app.person.home]);
  await expect(found).rejects.toMatchObject({ code: 1 });
  expect(app.sshd.log()).not.toMatch(secrets);
});

async function openQuestion(app: SshGantry) {
  for await (const [first] of app.client.contexts.questions({})) return first;
  return undefined;
}

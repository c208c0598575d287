import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FakeEngine, READY_OF, makeFakeEngine } from '../testing/fakeEngine.ts';

let fake: FakeEngine;
let guestDir = '';
let versions: string[] = [];
/** What a guest says when it is started; by its version. */
let says: Record<string, string> = {};

beforeEach(async () => {
  fake = await makeFakeEngine();
  guestDir = path.join(fake.dir, '../guest');
  versions = [];
  says = {};
  fake.driver.boot = async (vm) => {
    versions.push(vm.spec.guest.version);
    await vm.say(says[vm.spec.guest.version] ?? READY_OF(fake.ssh.hostKey));
    fake.ssh.engineSocket = fake.dockerd.socket;
  };
});
afterEach(() => fake.close());

/** As an update of the app: other files in the same place, and another run of the app. */
async function update(version: string) {
  const file = path.join(guestDir, 'manifest.json');
  const manifest = { ...(JSON.parse(await readFile(file, 'utf8')) as object), version };
  const fresh = `${guestDir}.new`;
  await cp(guestDir, fresh, { recursive: true });
  await writeFile(path.join(fresh, 'manifest.json'), JSON.stringify(manifest));
  await rm(guestDir, { recursive: true });
  await cp(fresh, guestDir, { recursive: true });
  await rm(fresh, { recursive: true });
  return fake.another();
}

test('a new guest that does not start is followed by the one that ran before, on the same data, and the person is told', async () => {
  await fake.engine.start();
  await fake.engine.stop();
  says = { new: 'FAILED {"code":"root-unreadable","message":"Its file is damaged."}' };
  const engine = await update('new');
  await engine.start();
  expect(versions).toEqual(['test', 'new', 'test']);
  expect(engine.status).toMatchObject({
    state: { type: 'running' },
    warnings: [expect.stringMatching(/^Version new of the VM’s system is not used.*Its file is damaged/)],
  });
  expect(fake.driver.running?.spec.dir).toBe(path.join(fake.dir, 'vm'));
  // It is not tried again at each start; the next version is.
  await engine.stop();
  await engine.start();
  expect(versions).toEqual(['test', 'new', 'test', 'test']);
  await engine.stop();
  const later = await update('later');
  await later.start();
  expect(versions.at(-1)).toBe('later');
  expect(later.status.warnings).toEqual([]);
});

test('a new guest whose engine never answers is followed by the one before', async () => {
  await fake.engine.start();
  await fake.engine.stop();
  says = { new: 'FAILED {"code":"engine-crash-loop","message":"dockerd ends as soon as it is started."}' };
  const engine = await update('new');
  await engine.start();
  expect(versions).toEqual(['test', 'new', 'test']);
});

test('a person goes back to the guest before, on the same data, and forward again', async () => {
  await fake.engine.start();
  await expect(fake.engine.chooseGuest('previous')).rejects.toMatchObject({ error: { code: 'not-found' } });
  expect(fake.driver.starts).toBe(1);
  await fake.engine.stop();
  const engine = await update('new');
  await engine.start();
  expect((await engine.overview()).guest).toEqual({ version: 'new', runs: 'test', previous: 'test' });
  await engine.chooseGuest('previous');
  expect(versions).toEqual(['test', 'new', 'test']);
  expect(engine.status.state.type).toBe('running');
  expect((await engine.overview()).guest).toMatchObject({
    passedOver: 'You went back to the version before.',
  });
  await engine.stop();
  // While nothing runs it is only remembered.
  await engine.chooseGuest('own');
  expect(versions).toHaveLength(3);
  await engine.start();
  expect(versions).toEqual(['test', 'new', 'test', 'new']);
  const { guest } = await engine.overview();
  expect(guest).toMatchObject({ version: 'new', previous: 'test' });
  expect(guest).not.toHaveProperty('passedOver');
});

test('data that is damaged is no reason to try an older guest on it', async () => {
  await fake.engine.start();
  await fake.engine.stop();
  says = { new: 'FAILED {"code":"data-damaged","message":"It could not be repaired."}' };
  const engine = await update('new');
  await expect(engine.start()).rejects.toMatchObject({ error: { message: expect.stringContaining('repaired') } });
  expect(versions).toEqual(['test', 'new']);
  expect(fake.driver.running).toBeUndefined();
});

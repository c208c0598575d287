import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EngineChoices } from '../../contract/model/engineVm.ts';
import type { OwnEngine } from '../lifecycle/api.ts';
import { type FakeEngine, makeFakeEngine } from '../vm/testing/fakeEngine.ts';
import { type OwnEngineOptions, createOwnEngine } from './createOwnEngine.ts';

let fake: FakeEngine;
let dir: string;
let choices: EngineChoices;
const made: OwnEngine[] = [];
beforeEach(async () => {
  fake = await makeFakeEngine();
  dir = await mkdtemp(path.join(tmpdir(), 'gantry-own-'));
  choices = EngineChoices.parse({});
});
afterEach(async () => {
  for (const engine of made.splice(0)) await engine.close();
  await fake.close();
  await rm(dir, { recursive: true });
});

const own = (more: Partial<OwnEngineOptions> = {}): OwnEngine => {
  const engine = createOwnEngine({
    ...{ dataDir: dir, env: {}, platform: 'linux', vm: fake.engine },
    choices: { current: () => choices, save: (next) => Promise.resolve(void (choices = next)) },
    ...more,
  });
  made.push(engine);
  return engine;
};

test('on Linux it is native until the VM is chosen; elsewhere it is the VM’s', () => {
  expect(own().place).toBe('native');
  expect(own().status).toMatchObject({ places: ['native', 'vm'] });
  expect(own({ platform: 'darwin' })).toMatchObject({ place: 'vm', endpoint: fake.engine.endpoint });
});

test('what was chosen is kept for the next time; a choice that this system does not know is passed over', async () => {
  await own().choosePlace('vm');
  expect(choices.place).toBe('vm');
  expect(own().place).toBe('vm');
  choices = { ...choices, place: 'native' };
  expect(own({ platform: 'win32' }).place).toBe('vm');
  await expect(own({ platform: 'win32' }).choosePlace('native')).rejects.toMatchObject({
    error: { code: 'unsupported' },
  });
});

test('who follows it goes on with the other; the one that ran is stopped first, and its data is left alone', async () => {
  const engine = own();
  await engine.choosePlace('vm');
  await engine.start();
  const seen: string[] = [];
  for await (const { mode, state } of engine.watch(AbortSignal.timeout(20_000))) {
    const now = `${mode === 'vm' ? 'vm' : 'native'} ${state.type}`;
    if (seen.at(-1) !== now) seen.push(now);
    if (now === 'vm running') void engine.choosePlace('native');
    if (now.startsWith('native')) break;
  }
  expect(seen[0]).toBe('vm running');
  expect(seen.at(-1)).toBe('native absent');
  expect(fake.driver.stops).toEqual(['asked']);
  expect(await fake.driver.state({} as never)).toBe('stopped');
  expect(engine.place).toBe('native');
});

test('a choice that cannot be kept is none', async () => {
  const engine = own({ choices: { current: () => choices, save: () => Promise.reject(new Error('disk full')) } });
  await expect(engine.choosePlace('vm')).rejects.toThrow('disk full');
  expect(engine.place).toBe('native');
});

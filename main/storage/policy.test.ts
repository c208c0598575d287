import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parsePolicy, policyFileOf, readPolicy } from './policy.ts';

test('each system has its place, where only administrators write', () => {
  expect(policyFileOf({}, 'linux')).toBe('/etc/gantry/policy.json');
  expect(policyFileOf({}, 'darwin')).toBe('/Library/Application Support/Gantry/policy.json');
  expect(policyFileOf({ PROGRAMDATA: 'D:\\Data' }, 'win32')).toBe('D:\\Data\\Gantry\\policy.json');
});

test('a policy locks what it names, with its reason', () => {
  const text = JSON.stringify({
    reason: 'IT of Example.',
    settings: { theme: 'dark', engine: { place: 'vm', vm: { memoryBytes: 4 * 2 ** 30 } } },
  });
  expect(parsePolicy(text)).toEqual({
    reason: 'IT of Example.',
    locked: [
      { path: 'theme', value: 'dark' },
      { path: 'engine.place', value: 'vm' },
      { path: 'engine.vm.memoryBytes', value: 4 * 2 ** 30 },
    ],
    problems: [],
  });
});

test('what is wrong in it is told with its place, and the rest counts', () => {
  const text = '{"settings":{"theme":"blue","language":"de","colour":1,"engine":{"vm":{"cpus":0,"gpus":1}}}}';
  const { locked, problems } = parsePolicy(text);
  expect(locked).toEqual([{ path: 'language', value: 'de' }]);
  expect(problems).toHaveLength(4);
  for (const place of ['theme', 'engine.vm.cpus', 'colour', 'engine.vm.gpus']) {
    expect(problems.some((problem) => problem.includes(`“${place}”`))).toBe(true);
  }
  expect(parsePolicy('{').problems[0]).toMatch(/not JSON/);
  expect(parsePolicy('[]').problems).toHaveLength(1);
});

test('one to try out is read where the computer has none', async () => {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'gantry-policy-'));
  const file = path.join(dir, 'policy.json');
  const env = { GANTRY_POLICY_FILE: file, PROGRAMDATA: dir };
  expect(await readPolicy(env, 'darwin')).toEqual({ locked: [], problems: [] });
  await writeFile(file, '{"settings":{"startEngine":false}}');
  expect(await readPolicy(env, 'darwin')).toMatchObject({ file, locked: [{ path: 'startEngine', value: false }] });
  await rm(dir, { recursive: true });
});

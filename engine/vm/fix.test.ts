import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RequirementFix } from '../../contract/model/engine.ts';
import { quoteForWindows, runFix } from './fix.ts';
import { type StandIns, makeStandIns } from './testing/standIns.ts';
import { fails, says } from './testing/windows.ts';

let machine: StandIns;
beforeEach(async () => void (machine = await makeStandIns()));
afterEach(() => machine.remove());

const fix: RequirementFix = {
  title: 'Turn it on',
  why: 'It is off.',
  command: ['dism.exe', '/online', '/enable-feature', '/featurename:X'],
  needsElevation: true,
  needsReboot: false,
};
const windows = () => ({ env: machine.env, platform: 'win32' as const });

test.each([
  [0, false, 'done'],
  [0, true, 'reboot-needed'],
  [3010, false, 'reboot-needed'],
  [1641, false, 'reboot-needed'],
] as const)('Windows, exit status %d', async (status, needsReboot, expected) => {
  await machine.replay('powershell.exe', [{ when: ['runas'], stdout: says({ status }) }]);
  expect(await runFix({ ...fix, needsReboot }, windows())).toBe(expected);
  const [call] = await machine.calls();
  expect(call?.input).toEqual({ file: 'dism.exe', arguments: '/online /enable-feature /featurename:X' });
});

test('who says no to Windows’ question has cancelled; a step that fails is named with what to type', async () => {
  await machine.replay('powershell.exe', [{ when: [], stdout: says({ error: 1223 }) }]);
  await expect(runFix(fix, windows())).rejects.toMatchObject({ error: { code: 'cancelled' } });
  await machine.replay('powershell.exe', [{ when: [], stdout: says({ status: 87 }) }]);
  await expect(runFix(fix, windows())).rejects.toMatchObject({
    error: { detail: 'exit status 87', hint: expect.stringContaining('dism.exe /online') },
  });
  await machine.replay('powershell.exe', [{ when: [], stdout: fails('?', 'X', 'NotSpecified') }]);
  await expect(runFix(fix, windows())).rejects.toMatchObject({ id: 'X' });
});

test('Linux asks by pkexec, and only where rights are needed', async () => {
  await machine.replay('pkexec', [{ when: ['usermod'], status: 126 }]);
  await machine.replay('true', []);
  const linux = { env: machine.env, platform: 'linux' as const };
  const join = { ...fix, command: ['usermod', '-aG', 'kvm', 'me'] };
  await expect(runFix(join, linux)).rejects.toMatchObject({ error: { code: 'cancelled' } });
  await machine.replay('pkexec', [{ when: ['usermod'] }]);
  expect(await runFix(join, linux)).toBe('done');
  expect((await machine.calls()).map(({ name, args }) => [name, ...args])).toEqual([
    ['pkexec', 'usermod', '-aG', 'kvm', 'me'],
    ['pkexec', 'usermod', '-aG', 'kvm', 'me'],
  ]);
});

test.each([
  ['plain', 'plain'],
  ['', '""'],
  ['a b', '"a b"'],
  ['say "hi"', String.raw`"say \"hi\""`],
  [String.raw`C:\a b\ `.trim(), String.raw`"C:\a b\\"`],
  [String.raw`a\"b`, String.raw`"a\\\"b"`],
])('quoted for Windows: %s', (argument, expected) => {
  expect(quoteForWindows(argument)).toBe(expected);
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { type StandIns, makeStandIns } from '../testing/standIns.ts';
import { fails, says } from '../testing/windows.ts';
import { powerShell } from './powershell.ts';

let machine: StandIns;
beforeEach(async () => void (machine = await makeStandIns()));
afterEach(() => machine.remove());

test('what varies is never part of the script', async () => {
  await machine.replay('powershell.exe', [{ when: [], stdout: `\u{feff}${says(['ja', 1])}\r\n` }]);
  const name = `x'; Remove-Item -Recurse C:\\ #"$(calc) \u{65e5}`;
  expect(await powerShell('Get-VM -Name $in.name', { name }, { env: machine.env })).toEqual(['ja', 1]);
  const [call] = await machine.calls();
  expect(call?.args.slice(0, 5)).toEqual(['-NoLogo', '-NoProfile', '-NonInteractive', '-OutputFormat', 'Text']);
  expect(call?.script).toContain('Get-VM -Name $in.name');
  expect(call?.script).not.toContain('Remove-Item');
  expect(call?.input).toEqual({ name });
});

test('an error is known by its names, whatever language it speaks', async () => {
  const said = fails('Sie besitzen nicht die erforderliche Berechtigung.', 'AccessDenied,GetVM', 'PermissionDenied');
  await machine.replay('powershell.exe', [{ when: [], stdout: said }]);
  await expect(powerShell('Get-VM', {}, { env: machine.env })).rejects.toMatchObject({
    name: 'PowerShellError',
    id: 'AccessDenied,GetVM',
    category: 'PermissionDenied',
  });
});

test('where scripts are forbidden, or there is no PowerShell, that is said', async () => {
  await machine.replay('powershell.exe', [{ when: [], status: 1, stderr: 'This program is blocked by group policy.' }]);
  await expect(powerShell('1', {}, { env: machine.env })).rejects.toMatchObject({
    error: { message: 'Windows PowerShell did not run as expected.', engineText: expect.stringContaining('blocked') },
  });
  await expect(powerShell('1', {}, { env: { PATH: machine.dir } })).rejects.toMatchObject({
    error: { code: 'not-found' },
  });
});

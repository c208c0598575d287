import { expect, test } from 'vitest';
import type { Requirement } from '../../contract/model/engine.ts';
import { chooseVm, createVmDriver } from './choose.ts';
import type { VmKind } from './driver.ts';

const met: Requirement = { name: 'It', isMet: true, message: 'is there.' };
const lacking: Requirement = { name: 'It', isMet: false, message: 'is not there.', remedy: 'Get it.' };
const mendable: Requirement = {
  ...lacking,
  fix: { title: 'Mend', why: 'Because.', command: ['mend'], needsElevation: true, needsReboot: false },
};
const slow: Requirement = { ...lacking, isOptional: true };

/** Real drivers, but for what they find. */
function choose(platform: NodeJS.Platform, found: Partial<Record<VmKind, Requirement>>, wanted?: VmKind) {
  return chooseVm({
    platform,
    wanted,
    createDriver: (kind) => ({
      ...createVmDriver(kind, { env: {}, arch: 'amd64' }),
      probe: () => Promise.resolve([found[kind] ?? met]),
    }),
  });
}

test.each([
  ['linux', {}, 'qemu'],
  ['linux', { qemu: slow }, 'qemu'],
  ['darwin', {}, 'vfkit'],
  ['darwin', { vfkit: lacking }, 'qemu'],
  ['win32', {}, 'wsl2'],
  ['win32', { wsl2: lacking }, 'hyperv'],
  ['win32', { wsl2: mendable, hyperv: lacking }, 'qemu'],
  ['win32', { wsl2: mendable, hyperv: mendable, qemu: lacking }, 'wsl2'],
  ['win32', { wsl2: lacking, hyperv: mendable, qemu: lacking }, 'hyperv'],
  ['win32', { wsl2: lacking, hyperv: lacking, qemu: lacking }, 'wsl2'],
] as const)('%s, lacking %j: %s', async (platform, found, expected) => {
  const choice = await choose(platform, found);
  expect(choice?.chosen.kind).toBe(expected);
  expect(choice?.chosen.driver.kind).toBe(expected);
});

test('it says why, for the one chosen and for each that is not', async () => {
  const choice = await choose('win32', { wsl2: lacking });
  expect(choice?.chosen.reason).toContain('a VM of its own');
  expect(choice?.candidates.map(({ kind, isUsable }) => [kind, isUsable])).toEqual([
    ['wsl2', false],
    ['hyperv', true],
    ['qemu', true],
  ]);
  expect(choice?.candidates[0]?.reason).toBe('It: is not there.');
});

test('what the person asked for is taken though it lacks something; elsewhere there is none', async () => {
  const choice = await choose('win32', { qemu: lacking }, 'qemu');
  expect(choice?.chosen).toMatchObject({
    kind: 'qemu',
    isUsable: false,
    reason: 'Chosen in the settings. It: is not there.',
  });
  expect(await choose('freebsd', {})).toBeUndefined();
});

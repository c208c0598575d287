import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { convertGuest } from '../convert.ts';
import { buildForTests, conversionRequest, emulatorForTests, packageForTests } from '../testing/builtGuest.ts';
import { blankDisk, startEmulator, testConfig } from '../testing/emulator.ts';
import { testKey } from '../testing/ssh.ts';

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'gantry-firmware-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const disk = (id: string, file: string, more = ''): readonly string[] => [
  ...['-drive', `if=none,id=${id},file=${file},format=vhdx,readonly=on`],
  ...['-device', `virtio-blk-pci,drive=${id}${more}`],
];

/** As Hyper-V starts it, but for its own devices. */
test('UEFI finds the boot disk by itself, and the guest starts from VHDX files alone until SSH answers', async () => {
  const tools = await emulatorForTests('amd64');
  const guest = await buildForTests('amd64', dir);
  await convertGuest({ ...conversionRequest('amd64', guest.dir), forms: ['hyperv'] });
  const firmware = path.join(await packageForTests('amd64', 'ovmf'), 'usr/share/OVMF');
  const flash = (unit: number, name: string, more: string) => [
    ...['-drive', `if=pflash,unit=${unit},format=raw,file=${path.join(firmware, name)},${more}`],
  ];
  const started = await startEmulator({
    ...{ tools, arch: 'amd64', parts: guest.dir, config: testConfig(testKey().authorized) },
    dataDisk: await blankDisk(path.join(dir, 'data.img'), 1 << 30),
    boot: [
      ...flash(0, 'OVMF_CODE_4M.fd', 'readonly=on'),
      ...flash(1, 'OVMF_VARS_4M.fd', 'snapshot=on'),
      ...disk('b', path.join(guest.dir, 'boot.vhdx'), ',bootindex=0'),
      ...disk('r', path.join(guest.dir, 'root.vhdx')),
    ],
  });
  try {
    expect(await started.said('READY', 400_000)).toMatchObject({
      version: guest.manifest.version,
      hostKey: expect.stringMatching(/^ssh-ed25519 /),
    });
  } finally {
    await started.kill();
  }
}, 900_000);

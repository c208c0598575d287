import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GuestArch } from './arch.ts';
import type { BuiltGuest } from './build.ts';
import { blankDisk, startEmulator, testConfig } from './testing/emulator.ts';
import { buildAnew, buildForTests, emulatorForTests } from './testing/builtGuest.ts';
import { testKey } from './testing/ssh.ts';

let dir = '';
let arm64: BuiltGuest;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'gantry-guest-twice-'));
  arm64 = await buildForTests('arm64', dir);
}, 600_000);
afterAll(() => rm(dir, { recursive: true, force: true }));

test.each<GuestArch>(['amd64', 'arm64'])(
  'two builds of the %s guest have the same bytes, each part as its manifest says',
  async (arch) => {
    const builds = [
      await buildForTests(arch, path.join(dir, 'first')),
      await buildAnew(arch, path.join(dir, 'second')),
    ];
    const texts = await Promise.all(builds.map((build) => readFile(path.join(build.dir, 'manifest.json'), 'utf8')));
    // With the digest of each part.
    expect(texts[0]).toBe(texts[1]);
    const [first, second] = builds;
    for (const { file } of first!.manifest.parts) {
      const [one, other] = await Promise.all([first!, second!].map((build) => readFile(path.join(build.dir, file))));
      expect({ file, isSame: one!.equals(other!) }).toEqual({ file, isSame: true });
    }
    const engine = first!.manifest.packages.find(({ name }) => name === 'docker.io');
    expect(engine).toMatchObject({
      version: expect.stringMatching(/^28\./),
      licences: expect.arrayContaining(['Apache-2.0']),
    });
  },
  600_000,
);

test('the arm64 guest boots until SSH answers', async () => {
  const tools = await emulatorForTests('arm64');
  const dataDisk = await blankDisk(path.join(dir, 'data.img'), 1 << 30);
  const config = testConfig(testKey().authorized);
  const started = await startEmulator({ tools, arch: 'arm64', parts: arm64.dir, dataDisk, config });
  try {
    expect(await started.said('READY', 400_000)).toMatchObject({
      version: arm64.manifest.version,
      hostKey: expect.stringMatching(/^ssh-ed25519 /),
    });
  } finally {
    await started.kill();
  }
}, 600_000);

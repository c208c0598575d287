import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from '@playwright/test';
import { blankDisk, testConfig } from '../../engine/guest/testing/emulator.ts';
import { buildForTests, emulatorForTests, guestCacheDir } from '../../engine/guest/testing/builtGuest.ts';
import { measureStart, type MeasuredStart } from '../../engine/guest/testing/measureStart.ts';
import { testKey } from '../../engine/guest/testing/ssh.ts';
import { median, record } from './record.ts';

/** How often the guest is started; the bar is 50. */
const STARTS = Number(process.env['GANTRY_BENCH_VM_STARTS'] ?? 5);
const LIMIT_MS = 10_000;
const START_MS = 240_000;

test(`cold start of the guest under emulation, two processors, ${STARTS} times`, async () => {
  test.setTimeout((STARTS + 4) * START_MS);
  const dir = await mkdtemp(path.join(tmpdir(), 'gantry-bench-vm-'));
  try {
    const built = path.join(guestCacheDir, 'built/amd64');
    const parts = existsSync(built) ? built : (await buildForTests('amd64', dir)).dir;
    const { privateKey, authorized } = testKey();
    const request = {
      ...{ arch: 'amd64' as const, parts, privateKey },
      tools: await emulatorForTests('amd64'),
      config: testConfig(authorized),
    };
    // The first start makes the file system, the keys and the engine's folders.
    const dataDisk = await blankDisk(path.join(dir, 'data.img'), 8 * 2 ** 30);
    await measureStart({ ...request, dataDisk });
    const starts: MeasuredStart[] = [];
    for (let start = 0; start < STARTS; start++) {
      starts.push(await measureStart({ ...request, dataDisk }));
    }
    const seconds = (of: (start: MeasuredStart) => number) => starts.map((start) => of(start) / 1000);
    const answers = seconds(({ answerMs }) => answerMs);
    const within = answers.filter((each) => each * 1000 <= LIMIT_MS).length;
    const stages = Object.keys(starts[0]!.stagesMs).map(
      (name) => `${name} ${median(seconds(({ stagesMs }) => stagesMs[name] ?? 0)).toFixed(1)}`,
    );
    record({
      measure: 'cold start to the API’s first answer, TCG, two cores',
      value: median(answers),
      unit: 's',
      bar: LIMIT_MS / 1000,
      note: `${within} of ${STARTS} within the bar, slowest ${Math.max(...answers).toFixed(1)} s; SSH after ${median(seconds(({ readyMs }) => readyMs)).toFixed(1)} s; in the guest: ${stages.join(', ')} s`,
    });
    record({
      measure: 'processor time of that start',
      value: median(seconds(({ answerCpuMs }) => answerCpuMs)),
      unit: 's',
      note: `of QEMU, until the first answer; ${median(seconds(({ readyCpuMs }) => readyCpuMs)).toFixed(1)} s until SSH`,
    });
    record({
      measure: 'memory used in the idle guest',
      value: median(starts.map(({ usedMiB }) => usedMiB)),
      unit: 'MiB',
      bar: 80,
    });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
});

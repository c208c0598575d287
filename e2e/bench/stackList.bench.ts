import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeContainer } from '../support/containers.ts';
import { bench } from './fixtures.ts';
import { paintedAt, watchFirstRows } from './page.ts';
import { median, record } from './record.ts';

const ROUNDS = 7;
const STACKS = 100;
const EACH = 10;

/** Containers as Compose leaves them, without its 100 runs: what the list goes by is their labels and their files. */
bench('opening the list of stacks', async ({ api, app, chromium }) => {
  bench.setTimeout(600_000);
  const root = await mkdtemp(path.join(tmpdir(), 'gantry-bench-stacks-'));
  try {
    for (let stack = 1; stack <= STACKS; stack++) {
      const project = `bench-stack-${String(stack).padStart(3, '0')}`;
      const folder = path.join(root, project);
      const file = path.join(folder, 'compose.yaml');
      await mkdir(folder);
      const names = Array.from({ length: EACH }, (_, index) => `service-${index + 1}`);
      await writeFile(file, `services:\n${names.map((name) => `  ${name}:\n    image: busybox\n`).join('')}`);
      await Promise.all(
        names.map((name) =>
          makeContainer(api, `${project}-${name}-1`, {
            labels: {
              'com.docker.compose.project': project,
              'com.docker.compose.service': name,
              'com.docker.compose.container-number': '1',
              'com.docker.compose.oneoff': 'False',
              'com.docker.compose.project.working_dir': folder,
              'com.docker.compose.project.config_files': file,
            },
          }),
        ),
      );
    }
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const profile = await chromium.newContext({ viewport: { width: 1440, height: 900 } });
      const page = await profile.newPage();
      await watchFirstRows(page);
      const address = new URL(app.url);
      await page.goto(app.url, { waitUntil: 'commit' });
      await paintedAt(page);
      address.hash = '#/stacks';
      await page.evaluate((hash) => (location.hash = hash), address.hash);
      await page.getByRole('link', { name: 'bench-stack-001' }).waitFor();
      await page.reload({ waitUntil: 'commit' });
      times.push(await paintedAt(page));
      await profile.close();
    }
    record({
      measure: `open the list of ${STACKS} stacks with ${STACKS * EACH} containers, reload`,
      value: median(times),
      unit: 'ms',
      bar: 300,
      note: `${ROUNDS} profiles, ${Math.min(...times).toFixed(0)}–${Math.max(...times).toFixed(0)}`,
    });
  } finally {
    await rm(root, { recursive: true });
  }
});

import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type RunningTestEngine, startTestEngine } from '../../engine/testing/startTestEngine.ts';
import { TEST_LABEL, testEngine } from '../../engine/testing/testEngine.ts';
import { expect, test } from '../fixtures.ts';
import { Gantry } from '../pages/gantry.ts';
import { type RunningApp, startApp } from '../support/runningApp.ts';

const run = promisify(execFile);

test.describe('with a second engine @browser', () => {
  test.slow();
  test.describe.configure({ mode: 'serial' });

  let second: RunningTestEngine;
  let config: string;
  let app: RunningApp;
  const volume = `e2e-other-engine-${process.pid}`;
  const docker = async (socket: string, ...args: readonly string[]) => {
    const env = { ...process.env, DOCKER_HOST: `unix://${socket}`, DOCKER_CONTEXT: undefined };
    return (await run(testEngine().cliPath, args, { env })).stdout.trim();
  };
  const inside = (socket: string, line: string) =>
    docker(socket, 'run', '--rm', '--volume', `${volume}:/data`, 'busybox', 'sh', '-c', line);

  test.beforeAll(async () => {
    test.setTimeout(180_000);
    second = await startTestEngine();
    config = await mkdtemp(join(tmpdir(), 'gantry-e2e-second-'));
    const env = { ...process.env, DOCKER_CONFIG: config, DOCKER_HOST: undefined, DOCKER_CONTEXT: undefined };
    for (const [context, socket] of [
      ['one', testEngine().socketPath],
      ['two', second.socketPath],
    ] as const) {
      await run(testEngine().cliPath, ['context', 'create', context, '--docker', `host=unix://${socket}`], { env });
    }
    await docker(testEngine().socketPath, 'volume', 'create', '--label', TEST_LABEL, volume);
    await inside(testEngine().socketPath, 'echo "1 Ada" > /data/rows; chown 5:6 /data/rows; chmod 640 /data/rows');
    app = await startApp(undefined, [], {
      env: { DOCKER_CONFIG: config, DOCKER_CONTEXT: 'one', XDG_RUNTIME_DIR: config },
    });
  });
  test.afterAll(async () => {
    await app?.stop();
    await docker(testEngine().socketPath, 'volume', 'rm', '--force', volume).catch(() => undefined);
    if (second) await docker(second.socketPath, 'volume', 'rm', '--force', volume).catch(() => undefined);
    await second?.stop();
    await rm(config, { recursive: true, force: true });
  });

  test('a volume is copied to the other engine, and is there with its rights and owner', async ({ page }) => {
    await page.goto(app.url);
    const gantry = new Gantry(page);
    await gantry.goTo('Volumes');
    await gantry.volumes.choose(volume, 'Copy to another engine…');
    const dialog = gantry.dialog(`Copy to another engine: ${volume}`);
    await dialog.getByRole('combobox', { name: 'To the engine' }).click();
    await page.getByRole('option', { name: /^two/ }).click();
    await expect(dialog.getByRole('textbox', { name: 'New name' })).toHaveValue(volume);
    await expect(dialog.getByRole('figure')).toContainText('--context two');
    await dialog.getByRole('button', { name: 'Copy' }).last().click();
    await gantry.volumes.done(new RegExp(`^Copy ${volume}`), 'read back and compared');
    expect(await inside(second.socketPath, 'stat -c "%n %a %u:%g" /data/rows; cat /data/rows')).toBe(
      '/data/rows 640 5:6\n1 Ada',
    );
    expect(await inside(testEngine().socketPath, 'cat /data/rows')).toBe('1 Ada');

    // A second time its name is taken there, and that is said; what is there stays.
    await inside(second.socketPath, 'echo "2 Grace" > /data/rows');
    await gantry.volumes.choose(volume, 'Copy to another engine…');
    await dialog.getByRole('combobox', { name: 'To the engine' }).click();
    await page.getByRole('option', { name: /^two/ }).click();
    await dialog.getByRole('button', { name: 'Copy' }).last().click();
    await expect(page.getByText(/has a volume|is taken|in use already|already/i).first()).toBeVisible();
    expect(await inside(second.socketPath, 'cat /data/rows')).toBe('2 Grace');
  });
});

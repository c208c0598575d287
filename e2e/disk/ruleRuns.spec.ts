import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type RunningTestEngine, startTestEngine } from '../../engine/testing/startTestEngine.ts';
import { TEST_LABEL, testEngine } from '../../engine/testing/testEngine.ts';
import { expect, test } from '../fixtures.ts';
import { Gantry } from '../pages/gantry.ts';
import { type RunningApp, startApp } from '../support/runningApp.ts';

const run = promisify(execFile);

// A rule takes all that it means: on the engine of all tests it would take theirs.
test.describe('on an engine of its own @browser', () => {
  test.slow();
  let engine: RunningTestEngine;
  let app: RunningApp;
  const docker = async (...args: readonly string[]) => {
    const env = { ...process.env, DOCKER_HOST: `unix://${engine.socketPath}`, DOCKER_CONTEXT: undefined };
    return (await run(testEngine().cliPath, args, { env })).stdout.trim();
  };

  test.beforeAll(async () => {
    test.setTimeout(180_000);
    engine = await startTestEngine();
    app = await startApp(engine.socketPath);
  });
  test.afterAll(async () => {
    await app?.stop();
    await docker('rm', '--force', 'rule-ended', 'rule-running').catch(() => undefined);
    await engine?.stop();
  });

  test('a rule that is run takes what it has shown, and leaves the rest', async ({ page }) => {
    const made = ['run', '--label', TEST_LABEL, '--name'];
    await docker(...made, 'rule-ended', 'busybox', 'sh', '-c', 'head -c 5000000 /dev/zero > /big');
    await docker(...made, 'rule-running', '--detach', 'busybox', 'sleep', '9999');
    await page.goto(app.url);
    const gantry = new Gantry(page);
    await gantry.goTo('Disk');
    await gantry.main.getByRole('link', { name: 'Rules' }).click();
    await gantry.main.getByRole('button', { name: 'New rule' }).click();
    const form = gantry.dialog('New rule');
    await form.getByLabel('Name').fill('Tidy up');
    await form.getByLabel('Stopped for').selectOption('any time');
    await form.getByLabel('Remove images').selectOption('none');
    await form.getByRole('button', { name: 'Save' }).click();
    const rule = gantry.main.getByRole('list', { name: 'Rules' }).getByRole('listitem').filter({ hasText: 'Tidy up' });
    await rule.getByRole('button', { name: 'Run…' }).click();
    const dialog = page.getByRole('dialog', { name: /^Run “Tidy up/ });
    const affected = dialog.getByRole('list', { name: 'What this affects' });
    await expect(affected).toContainText('rule-ended');
    await expect(affected).not.toContainText('rule-running');
    await expect(dialog).toContainText(/Frees 5(\.\d+)? MB/);
    await dialog.getByRole('button', { name: /^Remove/ }).click();
    await expect(dialog).toBeHidden();
    await expect.poll(() => docker('ps', '--all', '--format', '{{.Names}}')).toBe('rule-running');
    await rule.getByRole('button', { name: 'Run…' }).click();
    await expect(page.getByRole('dialog', { name: /^Run “Tidy up/ })).toContainText('Nothing can go.');
  });
});

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { startTestEngine } from '../../engine/testing/startTestEngine.ts';
import { type RunningApp, startApp } from '../support/runningApp.ts';

const run = promisify(execFile);

/** An engine that the docker CLI knows, and a Gantry that nobody has used yet. */
test.describe('the first steps @browser', () => {
  test.describe.configure({ mode: 'serial' });
  let engine: Awaited<ReturnType<typeof startTestEngine>>;
  let config: string;
  let app: RunningApp | undefined;
  let dataDir: string;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    engine = await startTestEngine();
    config = await mkdtemp(path.join(tmpdir(), 'gantry-e2e-first-'));
    const env = { ...process.env, DOCKER_CONFIG: config, DOCKER_HOST: undefined, DOCKER_CONTEXT: undefined };
    const cli = (...args: string[]) => run(engine.cliPath, args, { env });
    await cli('context', 'create', 'one', '--docker', `host=unix://${engine.socketPath}`);
    await cli('context', 'use', 'one');
  });
  test.beforeEach(async () => void (dataDir = await mkdtemp(path.join(tmpdir(), 'gantry-e2e-first-data-'))));
  test.afterEach(async () => {
    await app?.stop();
    app = undefined;
    await rm(dataDir, { recursive: true, force: true });
  });
  test.afterAll(async () => {
    await engine?.stop();
    await rm(config, { recursive: true, force: true });
  });

  const start = async (page: Page) => {
    app = await startApp(undefined, [], { dataDir, env: { DOCKER_CONFIG: config, XDG_RUNTIME_DIR: config } });
    await page.goto(app.url);
  };
  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
  const docker = async (...args: string[]) =>
    (await run(engine.cliPath, ['--host', `unix://${engine.socketPath}`, ...args])).stdout.trim();

  test('lead from a new Gantry to a container that answers, with the keyboard alone, and do not come again', async ({
    page,
  }) => {
    await start(page);
    await expect(heading(page, 'Welcome to Gantry')).toBeVisible();
    const checks = page.getByRole('list', { name: 'Checks' });
    await expect(checks.getByRole('listitem')).toHaveCount(5);
    await expect(checks).toContainText('Disk space');

    await press(page, 'Continue');
    const engines = page.getByRole('list', { name: 'Engines' });
    await expect(engines.getByRole('listitem').first()).toContainText(/Docker \d+.*runs already.*Recommended/s);
    await expect(engines.getByRole('listitem').first()).toContainText('In use');
    await expect(engines).toContainText('Gantry’s own engine');

    await press(page, 'Continue');
    await expect(page.getByRole('figure', { name: 'The same with docker' })).toContainText('docker');
    await press(page, 'Run it');
    await expect(page.getByText('Your first container runs.')).toBeVisible();
    const address = await page.getByRole('link', { name: /^http:\/\/localhost:/ }).getAttribute('href');
    expect(await (await fetch(address ?? '')).text()).toContain('Your first container runs.');
    expect(await docker('ps', '--format', '{{.Names}} {{.Image}}')).toBe('hello gantry-hello');

    await press(page, 'Continue');
    await press(page, 'Take the tour');
    await expect(page.getByRole('region', { name: 'Tour, 1 of 6: Containers' })).toBeFocused();
    await press(page, 'Next');
    await expect(page.getByRole('region', { name: 'Tour, 2 of 6: Images' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('region', { name: /^Tour/ })).toHaveCount(0);

    await page.goto(app?.url.replace(/#.*/, '') ?? '');
    await expect(heading(page, 'Containers')).toBeVisible();
    await expect(page.getByRole('row', { name: /hello/ })).toBeVisible();
    await expect(heading(page, 'Welcome to Gantry')).toHaveCount(0);
  });

  test('go on where they were after Gantry was started again, and come back from the palette', async ({ page }) => {
    await start(page);
    await page.getByRole('navigation', { name: 'First steps' }).getByRole('button', { name: 'Engine' }).click();
    await expect(page.getByRole('list', { name: 'Engines' }).getByRole('listitem').first()).toBeVisible();
    const first = app;
    await first?.stop();
    await start(page);
    await expect(page.getByRole('button', { name: 'Engine' })).toHaveAttribute('aria-current', 'step');
    await page.getByRole('button', { name: 'Skip all of this' }).click();
    await expect(heading(page, 'Containers')).toBeVisible();
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('dialog', { name: 'Command palette' }).getByRole('combobox').fill('first steps');
    await page.getByRole('option', { name: /Show the first steps/ }).click();
    await expect(page.getByRole('list', { name: 'Checks' })).toBeVisible();
  });

  test('say after a restart of the computer that it was looked at again', async ({ page }) => {
    const awaits = { check: 'virtualization', after: 'restart', bootedAt: 1 };
    await writeFile(path.join(dataDir, 'first-run.json'), JSON.stringify({ step: 'computer', isDone: false, awaits }));
    await start(page);
    await expect(page.getByRole('status').filter({ hasText: 'The computer was restarted' })).toBeVisible();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`have no finding of axe (${colorScheme})`, async ({ page }) => {
      test.slow();
      await page.emulateMedia({ colorScheme });
      await start(page);
      const steps = page.getByRole('navigation', { name: 'First steps' });
      for (const step of ['This computer', 'Engine', 'First container', 'Tour']) {
        await steps.getByRole('button', { name: step }).click();
        await expect(page.getByRole('progressbar')).toHaveCount(0);
        await page.waitForTimeout(400);
        expect(await findings(page), step).toEqual([]);
        await look(page, `${step} ${colorScheme}`);
      }
      await page.getByRole('button', { name: 'Take the tour' }).click();
      await expect(page.getByRole('region', { name: /^Tour/ })).toBeFocused();
      expect(await findings(page), 'the tour').toEqual([]);
      await look(page, `on tour ${colorScheme}`);
    });
  }
});

/** Tab until what has this name has the focus, then Enter. */
async function press(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  await expect(button).toBeEnabled();
  for (let turn = 0; turn < 80; turn++) {
    if (await button.evaluate((element) => element === document.activeElement)) return page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
  }
  throw new Error(`“${name}” cannot be reached by the keyboard.`);
}

async function findings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join('; ')}`);
}

/** For whoever wants to see it: `GANTRY_SHOTS=folder`. */
async function look(page: Page, name: string): Promise<void> {
  const folder = process.env['GANTRY_SHOTS'];
  if (folder) await page.screenshot({ path: path.join(folder, `${name.replaceAll(' ', '-')}.png`) });
}

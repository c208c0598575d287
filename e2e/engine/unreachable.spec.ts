import { chmod, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { abandoned, answering } from '../support/falseEngine.ts';
import { type AppPlace, startApp } from '../support/runningApp.ts';

test.describe('an engine that cannot be used is shown as such, never as an empty list @browser', () => {
  const main = (page: Page) => page.getByRole('main');

  /** Opens the app on this socket, and makes sure of what must never be said of an engine that does not answer. */
  async function open(page: Page, socketPath: string, place: AppPlace = {}) {
    const app = await startApp(socketPath, [], place);
    await page.goto(app.url);
    await expect(main(page).getByRole('alert')).toBeVisible();
    await expect(page.getByText('No containers yet')).toHaveCount(0);
    return app;
  }

  test('its socket does not exist', async ({ page }) => {
    const app = await open(page, '/tmp/gantry-e2e-nothing/docker.sock');
    await expect(main(page)).toContainText('the socket does not exist');
    await expect(main(page)).toContainText('Start Docker');
    await expect(page.getByRole('button', { name: /Context default, not reachable/ })).toBeVisible();
    await app.stop();
  });

  test('its socket was left behind by an engine that is gone', async ({ page }) => {
    const engine = await abandoned();
    const app = await open(page, engine.socketPath);
    await expect(main(page)).toContainText('refused: the engine is not running');
    await app.stop();
    await engine.close();
  });

  test('the person may not use it; after the fix it works [AC-76]', async ({ page, api }) => {
    // A second name of the engine's socket has the same rights: the folder before it decides, and is ours to close.
    const folder = await mkdtemp(path.join(tmpdir(), 'gantry-closed-'));
    const socketPath = path.join(folder, 'docker.sock');
    await symlink(api.socketPath, socketPath);
    await chmod(folder, 0o000);
    // Root may open everything; without two of its powers it is a person like others.
    const through =
      process.getuid?.() === 0 ? ['setpriv', '--bounding-set', '-dac_override,-dac_read_search', '--'] : [];
    const app = await open(page, socketPath, { through });
    await expect(main(page)).toContainText('You may not use the engine');
    await expect(main(page)).toContainText('sudo usermod -aG docker $USER');
    await expect(main(page)).toContainText('as powerful as root');

    const again = main(page).getByRole('button', { name: 'Try again' });
    await expect(again).toBeVisible();
    await chmod(folder, 0o700);
    // It also tries by itself: the button may go while it is being clicked.
    await again.click({ timeout: 2000 }).catch(() => {});
    await expect(page.getByRole('button', { name: /Context default, connected/ })).toBeVisible();
    await expect(main(page).getByRole('alert')).toHaveCount(0);
    await app.stop();
    await rm(folder, { recursive: true });
  });

  test('it is too old', async ({ page }) => {
    const engine = await answering(JSON.stringify({ Version: '19.03.15', ApiVersion: '1.40', MinAPIVersion: '1.12' }));
    const app = await open(page, engine.socketPath);
    await expect(main(page)).toContainText('This engine is too old: it speaks API 1.40');
    await expect(main(page)).toContainText('Update Docker');
    await app.stop();
    await engine.close();
  });

  test('what answers is something else', async ({ page }) => {
    const engine = await answering('<!doctype html><title>A printer</title>', 'text/html');
    const app = await open(page, engine.socketPath);
    await expect(main(page)).toContainText('is not a Docker engine');
    await app.stop();
    await engine.close();
  });

  test('its answers are JSON, but not those of an engine', async ({ page }) => {
    const engine = await answering('{"hello":"world"}');
    const app = await open(page, engine.socketPath);
    await expect(main(page)).toContainText('is not a Docker engine');
    await app.stop();
    await engine.close();
  });
});

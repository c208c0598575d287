import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { expect, test } from '../fixtures.ts';
import { inspect } from '../support/containers.ts';
import { newDataDir, startApp, startToEnd } from '../support/runningApp.ts';

test.describe('the start @browser', () => {
  let dataDir: string;
  test.beforeEach(async () => {
    dataDir = await newDataDir();
  });
  test.afterEach(() => rm(dataDir, { recursive: true, force: true }));

  test('is refused in words when the wanted port is taken', async ({ api }) => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const { code, output } = await startToEnd(api.socketPath, ['--port', String(port)], dataDir);
    other.close();
    expect(code).toBe(1);
    expect(output).toContain(`Port ${port} is taken by another program. Choose another one with --port`);
    expect(output).not.toMatch(/\n\s+at /);
  });

  test('takes another port by itself when none was asked for', async ({ api }) => {
    const first = await startApp(api.socketPath);
    const second = await startApp(api.socketPath);
    expect(new URL(second.url).port).not.toBe(new URL(first.url).port);
    await Promise.all([first.stop(), second.stop()]);
  });

  test('of a second copy on the same data says where the first one is', async ({ api }) => {
    const first = await startApp(api.socketPath, [], { dataDir });
    const { code, output } = await startToEnd(api.socketPath, [], dataDir);
    expect(code).toBe(1);
    expect(output).toContain(`Gantry runs already (process ${first.child.pid})`);
    expect(output).toContain(new URL(first.url).origin);
    expect(output).not.toContain(new URL(first.url).hash);
    expect(await first.stop()).toBe(0);
  });

  test('works again on the data of a copy that was killed', async ({ api }) => {
    const first = await startApp(api.socketPath, [], { dataDir });
    const ended = once(first.child, 'exit');
    first.child.kill('SIGKILL');
    await ended;
    const second = await startApp(api.socketPath, [], { dataDir });
    expect(await second.stop()).toBe(0);
  });

  test('is refused in words for an option that does not exist', async ({ api }) => {
    const { code, output } = await startToEnd(api.socketPath, ['--colour'], dataDir);
    expect(code).toBe(2);
    expect(output).toContain('--colour');
    expect(output).toContain('npm start -- --help');
  });

  test('ended by Ctrl-C leaves containers running', async ({ api, made }) => {
    const { id } = await made.container();
    const app = await startApp(api.socketPath, [], { dataDir });
    expect(await app.stop()).toBe(0);
    expect((await inspect(api, id)).State.Running).toBe(true);
  });

  test('with a settings file that is truncated keeps it aside, uses the defaults and says so', async ({
    api,
    made,
    page,
  }) => {
    await made.container();
    const text = '{"version":1,"theme":"da';
    await writeFile(path.join(dataDir, 'settings.json'), text);
    const app = await startApp(api.socketPath, [], { dataDir });
    await page.goto(app.url);
    const notice = page.getByRole('alert').or(page.getByRole('status')).filter({ hasText: 'settings file' });
    await expect(notice).toContainText('is damaged');
    const [aside] = (await readdir(dataDir)).filter((name) => name.startsWith('settings.json.broken-'));
    await expect(notice).toContainText(aside!);
    expect(await readFile(path.join(dataDir, aside!), 'utf8')).toBe(text);
    await expect(page.getByRole('grid')).toBeVisible();
    await app.stop();
  });

  test('with a settings file of a newer version uses what it knows of it, and keeps the rest', async ({
    api,
    page,
  }) => {
    const file = path.join(dataDir, 'settings.json');
    await writeFile(file, JSON.stringify({ version: 99, theme: 'dark', hologram: { depth: 3 } }));
    const app = await startApp(api.socketPath, [], { dataDir });
    await page.goto(app.url);
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('radiogroup', { name: 'Theme' }).getByText('Light').click();
    await expect
      .poll(async () => JSON.parse(await readFile(file, 'utf8')))
      .toMatchObject({ version: 99, theme: 'light', hologram: { depth: 3 } });
    await app.stop();
  });
});

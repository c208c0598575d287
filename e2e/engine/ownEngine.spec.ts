import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import { testEngine } from '../../engine/testing/testEngine.ts';
import { exists, IDLE } from '../support/containers.ts';
import { EngineApi } from '../support/engineApi.ts';
import { Made } from '../support/made.ts';
import { getBusybox, test } from './ownEngine.fixtures.ts';

test.describe('an app with an engine of its own @browser', () => {
  test('shows a fresh engine as it is: running, its versions and storage, nothing in it [AC-01]', async ({
    gantry,
    own,
  }) => {
    await expect(gantry.main.getByText('No containers yet')).toBeVisible();
    await expect(gantry.contextSwitcher).toHaveAccessibleName('Context gantry, connected');
    type Info = Readonly<
      Record<'ServerVersion' | 'Driver' | 'DockerRootDir' | 'DefaultRuntime' | 'KernelVersion', string>
    > & {
      readonly NCPU: number;
      readonly CgroupVersion: string;
    };
    const info = await own.api.call<Info>('GET', '/info');
    await gantry.engine.open('Details');
    const { engine } = gantry;
    await expect(engine.value('Version')).toContainText(info.ServerVersion);
    await expect(engine.value('Client')).toHaveText(/^Gantry \d+\.\d+\.\d+, API 1\.\d+$/);
    await expect(engine.value('API')).toContainText(/1\.\d+ \(from 1\.\d+ on\)/);
    await expect(engine.value('Containers')).toContainText(/^0: /);
    await expect(engine.value('Images')).toHaveText('0');
    await expect(engine.value('Root folder')).toContainText(info.DockerRootDir);
    await expect(gantry.main.getByRole('definition').filter({ hasText: info.Driver }).first()).toBeVisible();
    await expect(engine.value('Runtimes')).toContainText(info.DefaultRuntime);
    await expect(engine.value('Kernel')).toContainText(info.KernelVersion);
    await expect(engine.value('Processors')).toHaveText(String(info.NCPU));
    await expect(engine.value('Memory')).toContainText(/\d.* GiB/);
    await expect(engine.value('Cgroups')).toContainText(`version ${info.CgroupVersion}`);
    await engine.open('Gantry’s engine');
    await expect(gantry.main.getByRole('region', { name: 'Parts' })).toContainText('containerd');
  });

  test('says that it was stopped and why nothing is listed, and starts it again; its log is shown [AC-02]', async ({
    gantry,
    own,
  }) => {
    const { engine } = gantry;
    await engine.open('Gantry’s engine');
    await engine.confirm('Stop');
    await expect(engine.state).toContainText('Stopped');
    await gantry.goTo('Containers');
    await expect(gantry.main).toContainText('gantry does not answer');
    await expect(gantry.main.getByText('No containers yet')).toHaveCount(0);
    await gantry.main.getByRole('button', { name: 'Start Gantry’s engine' }).click();
    await expect(gantry.main.getByText('No containers yet')).toBeVisible({ timeout: 20_000 });
    await engine.open('Gantry’s engine');
    await expect(engine.state).toContainText('Running');
    const before = await own.pid();
    await engine.confirm('Restart');
    await expect.poll(() => own.pid().catch(() => before), { timeout: 20_000 }).not.toBe(before);
    await expect(engine.state).toContainText('Running', { timeout: 20_000 });
    await engine.open('Log');
    await expect(engine.log).toContainText('API listen on');
  });

  test('starts its engine again by itself when it was ended from outside [AC-02]', async ({ gantry, own }) => {
    const before = await own.pid();
    await gantry.engine.open('Gantry’s engine');
    process.kill(before, 'SIGTERM');
    await expect(gantry.engine.state).toContainText('The engine ended unexpectedly');
    await expect(gantry.engine.state).toContainText('Running', { timeout: 30_000 });
    expect(await own.pid()).not.toBe(before);
    await gantry.goTo('Containers');
    await expect(gantry.main.getByText('No containers yet')).toBeVisible();
  });

  test('turns debug logging on and off while it runs [AC-75]', async ({ gantry }) => {
    const { engine } = gantry;
    await engine.open('Gantry’s engine');
    const debug = gantry.main.getByRole('switch', { name: 'Debug logging' });
    await debug.click();
    await expect(debug).toBeChecked();
    await engine.open('Details');
    await gantry.main.getByRole('button', { name: 'Ask again' }).click();
    await expect(engine.value('Debug')).toHaveText('yes');
    await engine.open('Log');
    await expect(engine.log).toContainText(/debug/i);
    await engine.open('Gantry’s engine');
    await debug.click();
    await expect(debug).not.toBeChecked();
    await engine.open('Details');
    await gantry.main.getByRole('button', { name: 'Ask again' }).click();
    await expect(engine.value('Debug')).toHaveText('no');
  });

  test('refuses a configuration that dockerd refuses, and keeps the old one', async ({ gantry }) => {
    await gantry.engine.open('Configuration');
    const asText = () => gantry.main.getByRole('radiogroup', { name: 'Shown as' }).getByText('Text').click();
    await asText();
    const text = gantry.main.getByRole('textbox', { name: 'daemon.json' });
    const before = await text.innerText();
    await text.fill('{ "dns": ["no address"] }');
    await gantry.main.getByRole('button', { name: 'Save' }).click();
    await expect(gantry.main.getByRole('alert')).toContainText('dockerd refuses this');
    await gantry.page.reload();
    await asText();
    await expect(text).toHaveText(before);
  });

  test('removes the stopped containers, and exactly those it has listed [AC-15]', async ({ gantry, own, made }) => {
    await getBusybox(own);
    const ended = await made.container({ command: ['sh', '-c', 'head -c 2000000 /dev/zero > /home/big'] });
    const created = await made.container({ start: false });
    const running = await made.container();
    await gantry.containers.shows(ended.name, 'Exited (0)');
    await expect(gantry.main.getByText('2 stopped containers take disk space')).toBeVisible();
    await gantry.main.getByRole('button', { name: 'Remove stopped…' }).click();
    const dialog = gantry.dialog('Remove all stopped containers?');
    await expect(dialog.getByRole('listitem')).toHaveCount(2);
    await expect(dialog).toContainText(/2 containers, 2(\.0)? MB/);
    await expect(dialog.getByRole('listitem').filter({ hasText: ended.name })).toContainText('Exited');
    await expect(dialog.getByRole('figure')).toContainText(/^\$? ?docker .*container rm /);
    // One that ends only now was not listed, and stays.
    const late = await made.container({ command: ['true'] });
    await expect
      .poll(
        async () =>
          (await own.api.call<{ State: { Status: string } }>('GET', `/containers/${late.id}/json`)).State.Status,
      )
      .toBe('exited');
    await dialog.getByRole('button', { name: 'Remove 2 containers' }).click();
    await gantry.containers.lacks(ended.name);
    await gantry.containers.lacks(created.name);
    await gantry.containers.shows(running.name, 'Running');
    await gantry.containers.shows(late.name, 'Exited (0)');
    await expect(gantry.notice('Removed 2 containers')).toContainText(/2(\.\d+)? MB freed/);
    expect(await exists(own.api, late.id)).toBe(true);
  });

  test('stops and removes everything at once [S10]', async ({ gantry, own, made }) => {
    await getBusybox(own);
    const writing = ['sh', '-c', `head -c 1000000 /dev/zero > /home/big; ${IDLE.at(-1)}`];
    for (let count = 0; count < 5; count++) await made.container({ command: writing });
    const { containers, page } = gantry;
    await expect(containers.rows()).toHaveCount(5);
    await containers.grid.getByRole('checkbox', { name: 'Select all' }).check();
    await containers.selectionBar.getByRole('button', { name: 'Stop 5 containers' }).click();
    await expect(containers.grid.getByText('Exited (0)')).toHaveCount(5);
    await containers.grid.getByRole('row').nth(1).focus();
    await page.keyboard.press('Delete');
    const dialog = gantry.dialog('Remove 5 containers?');
    await expect(dialog).toContainText(/5(\.\d+)? MB are freed/);
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await expect(gantry.main.getByText('No containers yet')).toBeVisible();
    await expect(gantry.notice('Removed 5 containers')).toContainText(/5(\.\d+)? MB freed/);
  });

  test('works with a second engine as a context of its own [S7]', async ({ gantry, own }) => {
    // As `docker context create` writes it.
    const { socketPath } = testEngine();
    const folder = path.join(
      own.app.dataDir,
      'docker/contexts/meta',
      createHash('sha256').update('machine-b').digest('hex'),
    );
    await mkdir(folder, { recursive: true });
    const meta = {
      Name: 'machine-b',
      Metadata: {},
      Endpoints: { docker: { Host: `unix://${socketPath}`, SkipTLSVerify: false } },
    };
    await writeFile(path.join(folder, 'meta.json'), JSON.stringify(meta));

    const there = new EngineApi(socketPath);
    const madeThere = new Made(there, 'e2e-machine-b');
    try {
      const { name } = await madeThere.container({ command: IDLE });
      const { containers, detail } = gantry;
      await gantry.contextSwitcher.click();
      await gantry
        .dialog('Contexts')
        .getByRole('button', { name: /^machine-b/ })
        .click();
      await expect(gantry.contextSwitcher).toHaveAccessibleName('Context machine-b, connected');
      await containers.shows(name, 'Running');
      const test = madeThere.name('test-container');
      await gantry.runForm.run({ name: test, command: 'sh', interactive: true });
      await detail.terminal.isReady();
      await detail.terminal.type('echo $((6 * 7))');
      await detail.terminal.says('42');
      expect(await exists(there, test)).toBe(true);
      expect(await exists(own.api, test)).toBe(false);
      await gantry.goTo('Activity');
      await gantry.activity.showActions();
      await expect(gantry.activity.action(`docker --context machine-b container run`)).toBeVisible();

      await gantry.contextSwitcher.click();
      await gantry
        .dialog('Contexts')
        .getByRole('button', { name: /^gantry/ })
        .click();
      await gantry.goTo('Containers');
      await expect(gantry.contextSwitcher).toHaveAccessibleName('Context gantry, connected');
      await containers.lacks(name);
    } finally {
      await madeThere.remove();
      there.close();
    }
  });

  test('outlives a killed engine with the list, a log and a terminal open, and goes on by itself', async ({
    gantry,
    own,
    made,
  }) => {
    await getBusybox(own);
    const { id, name } = await made.container({
      command: ['sh', '-c', 'trap "exit 0" TERM; i=0; while :; do i=$((i+1)); echo "tick $i"; sleep 0.2; done'],
    });
    const other = await made.container();
    const { containers, detail, page } = gantry;
    await containers.open(other.name);
    await detail.show('Terminal');
    await detail.terminal.isReady();
    await detail.terminal.type('marker=before');
    await containers.open(name);
    await detail.show('Logs');
    await detail.logs.says('tick 3');
    const address = page.url();

    process.kill(await own.pid(), 'SIGKILL');
    await expect(gantry.main.getByText('This is the list as it was')).toBeVisible();
    await expect(containers.row(name)).toBeVisible();

    // Nobody touches it: the engine comes back, the list with it, and the place is kept.
    await expect(gantry.main.getByText('This is the list as it was')).toHaveCount(0, { timeout: 30_000 });
    await containers.shows(name, 'Running');
    expect(page.url()).toBe(address);
    const last = async () => Number(/tick (\d+)(?!.*tick)/s.exec(await detail.logs.text())?.[1]);
    const seen = await last();
    await expect.poll(last, { timeout: 15_000 }).toBeGreaterThan(seen);
    const ticks = (await detail.logs.allLines()).map((line) => Number(/tick (\d+)/.exec(line)?.[1]));
    expect(new Set(ticks).size).toBe(ticks.length);
    expect(await exists(own.api, id)).toBe(true);

    await containers.open(other.name);
    await detail.show('Terminal');
    await expect(detail.panel.getByRole('status').or(detail.panel.getByRole('alert')).first()).toBeVisible();
    await page
      .getByRole('button', { name: /^(Restart shell|Try again|New shell)$/ })
      .first()
      .click();
    await detail.terminal.isReady();
  });
});

import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { importBusybox } from '../../engine/testing/busyboxImage.ts';
import { testEngine } from '../../engine/testing/testEngine.ts';
import { Gantry } from '../pages/gantry.ts';
import { type AppWithGuest, startWithGuest } from '../support/vmEngine.ts';

/** Emulated, on a machine that does other things too. */
const SLOW_MS = 300_000;

test.describe('an engine in a VM @browser', () => {
  let own: AppWithGuest;
  test.beforeAll(async () => {
    test.setTimeout(SLOW_MS);
    own = await startWithGuest();
  });
  test.afterAll(() => own.stop());

  test('is chosen, shows each stage of its start, runs a container, and lists what goes before it is reset [B2]', async ({
    browser,
  }, info) => {
    test.setTimeout(SLOW_MS * 2);
    const page = await (await browser.newContext()).newPage();
    await page.goto(own.app.url);
    const gantry = new Gantry(page);
    const { engine, main } = gantry;
    await engine.open('Gantry’s engine');
    const native = main.getByRole('radio', { name: 'On this system' });
    await expect(native).toBeChecked();
    await expect(native).toBeEnabled({ timeout: SLOW_MS }); // the one of this system is being installed at first
    await main.getByRole('radio', { name: 'In a light VM' }).click();
    const asked = page.getByRole('dialog', { name: 'Run Gantry’s engine in a VM?' });
    await expect(asked).toContainText('keep their data apart');
    await asked.getByRole('button', { name: 'Cancel' }).click();
    await expect(native).toBeChecked();
    await main.getByRole('radio', { name: 'In a light VM' }).click();
    await asked.getByRole('button', { name: 'Use the VM' }).click();
    await expect(engine.value('Endpoint')).toContainText('engine-vm/docker.sock');

    const vm = main.getByRole('region', { name: 'The VM' });
    await vm.getByRole('textbox', { name: 'Memory' }).fill('1');
    await vm.getByRole('button', { name: 'Save' }).click();
    await expect(vm.getByRole('button', { name: 'Save' })).toBeDisabled();
    await engine.button('Start').click();
    const stages = engine.state.getByRole('list', { name: 'Stages of the start' });
    await expect(stages).toContainText('VM started', { timeout: 60_000 });
    await expect(stages).toContainText('Waiting');
    await expect(engine.state).toContainText('Running', { timeout: SLOW_MS });
    await engine.state.getByText('How it started').click();
    await expect(stages).toContainText('Docker answers');

    await expect(main.getByRole('region', { name: 'The system in the VM' })).toContainText(/Runs\d+\.\d+/);
    const here = main.getByRole('region', { name: 'On this computer' });
    await expect(here).toContainText('The docker CLI’s context “gantry”');

    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations).toEqual([]);
      await page.screenshot({ path: info.outputPath(`engine-${colorScheme}.png`), fullPage: true });
    }

    await importBusybox(testEngine().cliPath, own.api.socketPath);
    const made = { Image: 'busybox', Cmd: ['sleep', '1000'] };
    const { Id } = await own.api.call<{ Id: string }>('POST', '/containers/create?name=in-the-vm', made);
    await own.api.call('POST', `/containers/${Id}/start`);
    await gantry.goTo('Containers');
    await expect(main.getByRole('row', { name: /in-the-vm/ })).toBeVisible({ timeout: 30_000 });

    await engine.open('Gantry’s engine');
    await main.getByRole('button', { name: 'Reset…' }).click();
    const reset = page.getByRole('dialog', { name: 'Reset the engine in the VM?' });
    await expect(reset.getByRole('list', { name: 'What this affects' })).toContainText('engine-vm/vm');
    await expect(reset.getByRole('list', { name: 'What this affects' })).toContainText('docker CLI’s context');
    await reset.getByRole('button', { name: 'Reset' }).click();
    await expect(reset).toHaveCount(0, { timeout: 120_000 });
    await expect(engine.state).toContainText('Stopped');
    await expect(here).not.toContainText('The docker CLI’s context “gantry”');
    gantry.isSound();
  });
});

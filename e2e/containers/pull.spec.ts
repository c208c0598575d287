import { readFile } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import { findProgram, systemPath } from '../../engine/native/programs.ts';
import { startTestRegistry, type TestRegistry } from '../../main/docker/testing/registry.ts';
import { expect, test } from '../fixtures.ts';
import { inspect } from '../support/containers.ts';

/** With a shell: busybox is one when it is called so. */
async function registryWithShell(): Promise<TestRegistry> {
  const busybox = await findProgram('busybox', systemPath(process.env));
  if (!busybox) throw new Error('There is no busybox to make an image of.');
  const content = await readFile(busybox);
  const files = ['bin/sh', 'bin/busybox'].map((name) => ({ name, content, mode: 0o755 }));
  return startTestRegistry({ isHeld: true, files });
}

test('an image that is missing is pulled by itself, its progress is shown, and then its shell has a prompt [AC-08]', async ({
  gantry,
  made,
  api,
}) => {
  const registry = await registryWithShell();
  try {
    const image = made.pulled(`${registry.host}/test:one`);
    const name = made.name('pulled');
    const progress = (place: Locator) => place.getByRole('progressbar', { name: `Run ${name}` });
    await expect(api.call('GET', `/images/${image}/json`)).rejects.toThrow('404');
    const { detail, page, runForm } = gantry;
    const { drawer } = runForm;
    await runForm.open();
    await runForm.fill({ image, name, command: '/bin/sh', interactive: true });
    await expect(drawer).toContainText('Not on the machine yet: it is pulled first.');
    await runForm.submit();

    // The registry has sent half of it: the form and the status bar say how far it is.
    await expect(drawer.getByRole('status').filter({ hasText: `Pulling ${image}` })).toBeVisible();
    await expect(progress(drawer)).toHaveAttribute('aria-valuetext', /^[1-5]?\d%$/);
    await drawer.getByRole('button', { name: 'Go on in the background' }).click();
    await expect(drawer).toBeHidden();
    const jobs = page.getByRole('button', { name: 'Jobs: 1 running' });
    await expect(progress(jobs)).toHaveAttribute('aria-valuetext', /^[1-5]?\d%$/);
    await jobs.click();
    const panel = gantry.dialog('Jobs');
    await panel
      .getByRole('button', { name: `Run ${name}` })
      .first()
      .click();
    const layers = panel.getByRole('list', { name: 'Progress in detail' }).getByRole('listitem');
    await expect(layers).toHaveCount(1);
    await expect(layers).toContainText(/Downloading.*\d [kM]B of \d/);

    registry.release();
    await expect(panel.getByRole('listitem').filter({ hasText: `Run ${name}` })).toContainText(`Started ${name}`);
    await page.keyboard.press('Escape');
    await gantry.containers.shows(name, 'Running');
    const { Id, Config } = await inspect(api, name);
    expect(Config.Image).toBe(image);
    await gantry.containers.open(name);
    await detail.show('Terminal');
    await detail.terminal.isReady();
    await detail.terminal.type('busybox hostname; busybox id -u');
    await detail.terminal.prints(Id.slice(0, 12), '0');
  } finally {
    await registry.close();
  }
});

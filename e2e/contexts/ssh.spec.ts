import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { makePerson } from '../../engine/ssh/testing/person.ts';
import { KEEPER, makeKey, startSshd } from '../../engine/ssh/testing/sshd.ts';
import { testEngine } from '../../engine/testing/testEngine.ts';
import { expect, test } from '../fixtures.ts';
import { RunForm } from '../pages/runForm.ts';
import { startApp } from '../support/runningApp.ts';

async function findings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join('; ')}`);
}

test.describe('an engine behind SSH @browser', () => {
  test.slow();

  for (const theme of ['light', 'dark'] as const) {
    test(`is added, tried, shown and removed again, with every question answered from the keyboard (${theme})`, async ({
      page,
      made,
    }) => {
      const { socketPath, cliPath } = testEngine();
      const { name } = await made.container();
      const sshd = await startSshd({ engineSocket: socketPath, path: dirname(cliPath) });
      const person = await makePerson();
      const key = await makeKey(join(person.home, '.ssh/id_ed25519'), 'ed25519', 'open sesame');
      await sshd.allow(await readFile(`${key}.pub`, 'utf8'));
      const { home } = person;
      const app = await startApp(socketPath, [], {
        env: { HOME: home, DOCKER_CONFIG: join(home, '.docker'), XDG_RUNTIME_DIR: home, SSH_AUTH_SOCK: undefined },
      });
      try {
        await page.emulateMedia({ colorScheme: theme });
        await page.goto(app.url);
        await page.getByRole('button', { name: /^Context / }).click();
        await page.getByRole('link', { name: 'Add and change contexts…' }).click();
        await expect(page.getByRole('heading', { name: 'Contexts', level: 1 })).toBeVisible();

        await page.getByRole('button', { name: 'Add…' }).click();
        const adding = page.getByRole('dialog', { name: 'Add a context' });
        await adding.getByLabel('Machine').fill(`${KEEPER}@127.0.0.1:${sshd.port}`);
        await adding.getByLabel('Name').fill('lab');
        await adding.getByLabel('Description').fill('Behind SSH');
        await expect(adding).toContainText('docker context create');
        expect(await findings(page)).toEqual([]);
        await adding.getByRole('button', { name: 'Test the connection' }).click();

        const trusting = page.getByRole('dialog', { name: 'Is this 127.0.0.1?' });
        await expect(trusting).toContainText('SHA256:');
        await expect(trusting.getByRole('button', { name: 'Cancel' })).toBeFocused();
        expect(await findings(page)).toEqual([]);
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');

        const opening = page.getByRole('dialog', { name: 'Passphrase of your key' });
        await expect(opening.getByLabel('Passphrase', { exact: true })).toBeFocused();
        await page.keyboard.type('wrong');
        await page.keyboard.press('Enter');
        await expect(opening).toContainText('That does not open the key.');
        expect(await findings(page)).toEqual([]);
        await expect(opening.getByLabel('Passphrase', { exact: true })).toBeFocused();
        await page.keyboard.type('open sesame');
        await page.keyboard.press('Enter');
        await expect(adding).toContainText('It answers: Docker');
        await adding.getByRole('button', { name: 'Add', exact: true }).click();

        const row = page.getByRole('row', { name: /lab/ });
        await expect(row).toContainText(`ssh://${KEEPER}@127.0.0.1:${sshd.port}`);
        await row.getByRole('button', { name: 'Show lab' }).click();
        await expect(page.getByRole('button', { name: 'Context lab, connected' })).toBeVisible();
        expect(await findings(page)).toEqual([]);
        await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Containers' }).click();
        await expect(page.getByRole('main')).toContainText(name);

        await page.goto(`${app.url.split('#')[0]}#/contexts`);
        await row.getByRole('button', { name: 'Change lab' }).click();
        const changing = page.getByRole('dialog', { name: 'Change lab' });
        await changing.getByText('TCP with TLS').click();
        await changing.getByLabel('Address').fill('10.0.0.1:2375');
        expect(await findings(page)).toEqual([]);
        await changing.getByRole('button', { name: 'Save' }).click();
        await expect(changing).toContainText('has no TLS');
        await changing.getByRole('button', { name: 'Cancel' }).click();
        await row.getByRole('button', { name: 'Remove lab' }).click();
        const removing = page.getByRole('dialog', { name: /^Remove the context/ });
        await expect(removing).toContainText('docker context rm lab');
        await removing.getByRole('button', { name: 'Remove' }).click();
        await expect(row).toHaveCount(0);
      } finally {
        await app.stop();
        await sshd.close();
        await person.leave();
      }
    });
  }

  test('is added and opened with the keyboard alone; what means its machine is said in the form of a run', async ({
    page,
    made,
  }) => {
    const { socketPath, cliPath } = testEngine();
    const { name } = await made.container();
    const sshd = await startSshd({ engineSocket: socketPath, path: dirname(cliPath) });
    const person = await makePerson();
    const key = await makeKey(join(person.home, '.ssh/id_ed25519'), 'ed25519', 'open sesame');
    await sshd.allow(await readFile(`${key}.pub`, 'utf8'));
    await person.file('config', `Host lab\n  HostName 127.0.0.1\n  Port ${sshd.port}\n  User ${KEEPER}\n`);
    const { home } = person;
    const app = await startApp(socketPath, [], {
      env: { HOME: home, DOCKER_CONFIG: join(home, '.docker'), XDG_RUNTIME_DIR: home, SSH_AUTH_SOCK: undefined },
    });
    const { keyboard } = page;
    /** With Tab, until it is reached. */
    const tabTo = async (target: Locator) => {
      for (let presses = 0; presses < 60; presses++) {
        if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return;
        await keyboard.press('Tab');
      }
      await expect(target).toBeFocused();
    };
    const command = async (words: string) => {
      await keyboard.press('Control+k');
      await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible();
      await keyboard.type(words);
      await expect(page.getByRole('option', { selected: true })).toContainText(words);
      await keyboard.press('Enter');
    };
    try {
      await page.goto(app.url);
      await expect(page.getByRole('heading', { level: 1, name: 'Containers' })).toBeVisible();
      await command('Add and change contexts');
      await expect(page.getByRole('heading', { name: 'Contexts', level: 1 })).toBeVisible();
      await command('Add a context');
      const adding = page.getByRole('dialog', { name: 'Add a context' });
      await expect(adding.getByLabel('Machine')).toBeFocused();
      await keyboard.type('lab');
      await tabTo(adding.getByLabel('Name'));
      await keyboard.type('lab');
      await tabTo(adding.getByRole('button', { name: 'Add', exact: true }));
      await keyboard.press('Enter');
      await expect(adding).toHaveCount(0);

      await command('Switch to context lab');
      const trusting = page.getByRole('dialog', { name: 'Is this 127.0.0.1?' });
      await expect(trusting.getByRole('button', { name: 'Cancel' })).toBeFocused();
      // Escape refuses, and why there is no connection is told; a second try asks again.
      await keyboard.press('Escape');
      await expect(page.getByRole('row', { name: /lab/ })).toContainText('was not trusted');
      await tabTo(page.getByRole('button', { name: 'Try lab again' }));
      await keyboard.press('Enter');
      await tabTo(trusting.getByRole('button', { name: 'Trust and connect' }));
      await keyboard.press('Enter');
      await expect(page.getByRole('dialog', { name: 'Passphrase of your key' })).toBeVisible();
      await keyboard.type('open sesame');
      await keyboard.press('Enter');
      await expect(page.getByRole('button', { name: 'Context lab, connected' })).toBeVisible();

      await page.evaluate(() => (location.hash = '#/containers'));
      await expect(page.getByRole('main')).toContainText(name);
      const run = new RunForm(page);
      await run.open();
      await run.fill({ image: 'busybox', ports: [{ from: 'Every network', container: 80 }] });
      await expect(run.drawer).toContainText('Ports open on 127.0.0.1, not on this computer.');
      expect(await findings(page)).toEqual([]);
    } finally {
      await app.stop();
      await sshd.close();
      await person.leave();
    }
  });
});

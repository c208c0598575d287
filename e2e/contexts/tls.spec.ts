import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { testEngine } from '../../engine/testing/testEngine.ts';
import { expect, test } from '../fixtures.ts';
import { startApp } from '../support/runningApp.ts';

async function findings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join('; ')}`);
}

test.describe('certificates for an engine by TCP @browser', () => {
  test.slow();

  for (const theme of ['light', 'dark'] as const) {
    test(`are made, put into a context, exported and taken in again (${theme})`, async ({ page }) => {
      const home = await mkdtemp(join(tmpdir(), 'gantry-e2e-tls-'));
      const env = { HOME: home, DOCKER_CONFIG: join(home, '.docker'), XDG_RUNTIME_DIR: home };
      const app = await startApp(testEngine().socketPath, [], { env });
      try {
        await page.emulateMedia({ colorScheme: theme });
        await page.goto(app.url);
        await page.getByRole('button', { name: /^Context / }).click();
        await page.getByRole('link', { name: 'Add and change contexts…' }).click();
        await page.getByRole('button', { name: 'Certificates…' }).click();
        const making = page.getByRole('dialog', { name: 'Certificates for an engine by TCP' });
        const names = making.getByLabel('Names and addresses of the engine’s machine');
        await expect(names).toBeFocused();
        await page.keyboard.type('tcp://lab:2376');
        await expect(making).toContainText('This is neither a name of a machine nor an IP address');
        const make = making.getByRole('button', { name: 'Make the certificates' });
        await expect(make).toBeDisabled();
        expect(await findings(page)).toEqual([]);
        await names.fill('lab.example.org\n10.255.255.1');
        await making.getByRole('button', { name: 'Add localhost' }).click();
        await expect(names).toHaveValue('lab.example.org\n10.255.255.1\nlocalhost');
        await expect(making.getByLabel('Name', { exact: true })).toHaveValue('lab');
        const folder = join(home, 'docker-certificates/lab');
        await expect(making.getByLabel('Folder', { exact: true })).toHaveValue(folder);
        await making.getByLabel('Valid for, in days', { exact: true }).fill('20');
        await making.getByLabel('Passphrase of the authority’s key', { exact: true }).fill('open sesame');
        await making.getByLabel('The passphrase again', { exact: true }).fill('open sesame');
        await making.getByText('The ten steps, as commands').click();
        await expect(making.getByRole('listitem')).toHaveCount(10);
        await expect(making).toContainText('subjectAltName = DNS:lab.example.org,IP:10.255.255.1,DNS:localhost');
        await expect(making).not.toContainText('open sesame');
        expect(await findings(page)).toEqual([]);
        await make.click();

        const made = page.getByRole('dialog', { name: 'Certificates for lab' });
        await expect(made.getByRole('figure', { name: 'daemon.json' })).toContainText('"tlsverify": true');
        await expect(made.getByRole('figure', { name: 'systemd drop-in' })).toContainText('ExecStart=');
        await expect(made.getByRole('figure', { name: 'Put the files in place' })).toContainText(
          `scp ${folder}/ca.pem`,
        );
        expect(await findings(page)).toEqual([]);
        expect((await readdir(folder)).sort()).toEqual([
          ...['ca-key.pem', 'ca.pem', 'ca.srl', 'cert.pem', 'key.pem', 'server-cert.pem', 'server-key.pem'],
        ]);
        const download = page.waitForEvent('download');
        await made.getByRole('button', { name: 'Save the client bundle…' }).click();
        const bundle = join(home, 'bundle.tar');
        await (await download).saveAs(bundle);
        expect((await readFile(bundle)).includes(await readFile(join(folder, 'key.pem')))).toBe(true);
        await made.getByLabel('Address of the engine').fill('tcp://localhost:1');
        await made.getByRole('button', { name: 'Add as a context' }).click();
        await expect(made.getByRole('button', { name: 'Added' })).toBeDisabled();
        await made.getByRole('button', { name: 'Done' }).click();

        const row = page.getByRole('row', { name: /^lab/ });
        await expect(row).toContainText(/Your certificate expires in (19|20) days/);
        expect(await findings(page)).toEqual([]);
        await row.getByRole('button', { name: 'Renew the certificates of lab' }).click();
        const renewing = page.getByRole('dialog', { name: 'Renew the certificates of lab' });
        await expect(renewing.getByLabel('Folder with the authority')).toHaveValue(folder);
        await expect(renewing.getByLabel('Names and addresses of the engine’s machine')).toHaveValue(
          'lab.example.org\n10.255.255.1\nlocalhost',
        );
        await expect(renewing.getByRole('button', { name: 'Renew' })).toBeDisabled();
        await renewing.getByLabel('Passphrase of the authority’s key').fill('close sesame');
        await renewing.getByRole('button', { name: 'Renew' }).click();
        await expect(renewing).toContainText('That does not open the authority’s key.');
        expect(await findings(page)).toEqual([]);
        await renewing.getByLabel('Passphrase of the authority’s key').fill('open sesame');
        await renewing.getByRole('button', { name: 'Renew' }).click();
        await expect(renewing.getByRole('figure', { name: 'Put the files in place' })).toContainText(
          `scp ${folder}/renewal/server-cert.pem`,
        );
        await renewing.getByRole('button', { name: 'Try and take over' }).click();
        const tried = renewing.getByRole('list', { name: 'How it went' });
        await expect(tried.getByRole('listitem')).toHaveCount(2);
        await expect(tried).toContainText('not yet. Nothing answers by TLS at tcp://localhost:1');
        expect(await findings(page)).toEqual([]);
        await renewing.getByRole('button', { name: 'Later' }).click();
        await expect(row).toContainText('Your certificate expires');

        await row.getByRole('button', { name: 'Export lab' }).click();
        const exporting = page.getByRole('dialog', { name: 'Export lab' });
        await expect(exporting).toContainText('docker context export lab lab.dockercontext');
        await expect(exporting).toContainText('Your key is in it');
        expect(await findings(page)).toEqual([]);
        const exported = page.waitForEvent('download');
        await exporting.getByRole('button', { name: 'Export' }).click();
        const context = join(home, 'lab.dockercontext');
        await (await exported).saveAs(context);

        await page.getByRole('button', { name: 'Add…' }).click();
        const adding = page.getByRole('dialog', { name: 'Add a context' });
        await adding.getByText('TCP with TLS').click();
        const choose = async (button: string, path: string) => {
          const chooser = page.waitForEvent('filechooser');
          await adding.getByRole('button', { name: button }).click();
          await (await chooser).setFiles(path);
        };
        const nothing = join(home, 'nothing.tar');
        await writeFile(nothing, 'nothing');
        await choose('Choose a bundle’s archive', nothing);
        await expect(adding).toContainText('This is no archive of certificates.');
        expect(await findings(page)).toEqual([]);
        await choose('Choose a bundle’s archive', context);
        await expect(adding.getByLabel('Address')).toHaveValue('localhost:1');
        await expect(adding.getByLabel('Name')).toHaveValue('lab');
        await expect(adding.getByLabel('Your key (key.pem)')).toHaveValue(/PRIVATE KEY/);
        await adding.getByLabel('Authority (ca.pem)').fill('');
        await choose('Choose a bundle’s folder', folder);
        await expect(adding.getByLabel('Authority (ca.pem)')).toHaveValue(/BEGIN CERTIFICATE/);
        expect(await findings(page)).toEqual([]);
        await adding.getByLabel('Name').fill('lab2');
        await adding.getByRole('button', { name: 'Add', exact: true }).click();
        await expect(page.getByRole('row', { name: /^lab2/ })).toContainText('Your certificate expires');
      } finally {
        await app.stop();
        await rm(home, { recursive: true, force: true });
      }
    });
  }
});

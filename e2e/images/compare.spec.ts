import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { buildImage } from '../support/images.ts';

const status = (version: string) => ({
  name: 'status',
  content: `Package: tool\nStatus: install ok installed\nVersion: ${version}\nArchitecture: all\n\nPackage: same\nStatus: install ok installed\nVersion: 1\nArchitecture: all\n`,
});
const dockerfile = (mode: string, port: string, more = '') =>
  `FROM busybox\nCOPY status /var/lib/dpkg/status\nRUN echo ${mode} > /etc/mode ${more}\nENV MODE=${mode} KEEP=1\nEXPOSE ${port}\nLABEL team=${mode}\nCMD ["${mode}"]`;

const row = (page: Page, table: string, name: string | RegExp) =>
  page
    .getByRole('table', { name: table })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name }) });

for (const theme of ['light', 'dark'] as const) {
  test(`two images side by side, in the ${theme} theme`, async ({ gantry, made, api }) => {
    const { page } = gantry;
    await page.emulateMedia({ colorScheme: theme });
    const [before, after] = [made.image('before'), made.image('after')];
    await buildImage(api, before, dockerfile('one', '80'), [status('1.0')]);
    await buildImage(api, after, dockerfile('two', '81', '&& touch /etc/new && rm /etc/group'), [status('2.0')]);

    await gantry.command('Compare two images');
    for (const [label, image] of [
      ['Image before', before],
      ['Image after', after],
    ] as const) {
      await page.getByLabel(label, { exact: true }).first().fill(image);
      await page.getByRole('listbox', { name: label }).getByRole('option', { name: image, exact: true }).click();
    }
    await expect(row(page, 'Environment', 'MODE')).toContainText('onetwo');
    await expect(row(page, 'Environment', 'KEEP')).toHaveCount(0);
    await expect(row(page, 'Exposed ports', /80\/tcp\s*, removed/)).toContainText('yes–');
    await expect(row(page, 'Exposed ports', /81\/tcp\s*, added/)).toContainText('–yes');
    await expect(row(page, 'Labels', 'team')).toContainText('onetwo');
    await expect(row(page, 'Entrypoint, command and settings', 'Command')).toContainText('["one"]["two"]');
    await expect(row(page, 'Installed packages', 'tool')).toContainText('1.02.0');
    await expect(page.getByRole('table', { name: 'Layers' }).getByRole('row')).toHaveCount(5);
    const files = page.getByRole('list', { name: 'Compared files' });
    await expect(files.getByRole('listitem')).toHaveCount(4);
    await expect(files.getByRole('listitem').filter({ hasText: '/etc/new' })).toContainText('added');
    await expect(files.getByRole('listitem').filter({ hasText: '/etc/group' })).toContainText('removed');
    await expect(files.getByRole('listitem').filter({ hasText: '/etc/mode' })).toContainText('content');

    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id} ${nodes[0]?.html}`),
    ).toEqual([]);

    await page.getByRole('switch', { name: 'Only differences' }).click({ force: true });
    await expect(row(page, 'Environment', 'KEEP')).toContainText('11');
    await expect(row(page, 'Installed packages', 'same')).toBeVisible();
    await page.getByRole('textbox', { name: 'Search files' }).fill('/bin/busybox');
    await expect(files.getByRole('listitem')).toHaveCount(1);

    await page.getByRole('button', { name: 'Swap the images' }).click();
    await expect(row(page, 'Environment', 'MODE')).toContainText('twoone');
  });
}

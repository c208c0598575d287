import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../fixtures.ts';
import { LayersPage } from '../pages/layers.ts';
import { buildImage } from '../support/images.ts';

const DOCKERFILE = [
  'FROM busybox',
  'MAINTAINER me',
  'COPY web-page-config /srv/web',
  'RUN rm /srv/web/old.html && echo "port = 8080" > /srv/web/site.conf',
  'CMD ["sh"]',
].join('\n');
const FILES = ['index.html', 'about.html', 'old.html', 'site.conf', 'img/logo.svg'].map((name) => ({
  name: `web-page-config/${name}`,
  content: `content of ${name}\n`,
}));

test('layers, and the files that each adds, changes and removes [AC-35, AC-37]', async ({ gantry, made, api }) => {
  const image = made.image('layers');
  await buildImage(api, image, DOCKERFILE, FILES);
  const explorer = new LayersPage(gantry.page);
  await gantry.command('Explore the layers of an image');
  await explorer.choose(image);

  // The newest on top, what only sets metadata beside what has a layer.
  const options = explorer.layers.getByRole('option');
  await expect(options).toHaveCount(5);
  await expect(options.nth(0)).toContainText('CMD');
  await expect(options.nth(0)).toHaveAttribute('aria-disabled', 'true');
  await expect(options.nth(1)).toContainText('RUNrm /srv/web/old.html');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(options.nth(1)).toContainText('~1 changed');
  await expect(options.nth(1)).toContainText('−1 removed');
  await expect(options.nth(2)).toContainText('+5 added');
  await expect(options.nth(3)).toContainText('MAINTAINER');
  await expect(options.nth(4)).toContainText(/shared with/);

  await explorer.layer(/COPY/).click();
  await gantry.page.getByRole('textbox', { name: 'Search files' }).fill('.html');
  await expect(explorer.files.getByRole('treeitem')).toHaveCount(3);
  await expect(explorer.file(/\/srv\/web\/old\.html\s*, added/)).toContainText('removed later');
  await gantry.page.getByRole('textbox', { name: 'Search files' }).fill('');

  await explorer.layer(/RUN/).click();
  // Directories that are alone are open at once. With the keyboard: in, back, close, open, to the end.
  await expect(explorer.file(/old\.html\s*, removed/)).toBeVisible();
  const { keyboard } = gantry.page;
  await explorer.file(/^\W*srv/).focus();
  await keyboard.press('ArrowRight');
  await expect(explorer.file(/^\W*web/)).toBeFocused();
  await keyboard.press('ArrowLeft');
  await expect(explorer.file(/old\.html/)).toHaveCount(0);
  await keyboard.press('ArrowLeft');
  await expect(explorer.file(/^\W*srv/)).toBeFocused();
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowRight');
  await keyboard.press('End');
  await expect(explorer.file(/site\.conf/)).toBeFocused();
  await explorer.file(/site\.conf\s*, changed/).focus();
  await gantry.page.keyboard.press('Enter');
  const preview = explorer.preview('/srv/web/site.conf');
  await expect(preview.getByLabel('Content of /srv/web/site.conf')).toHaveText('port = 8080');

  // The one below has the older content.
  await explorer.layer(/COPY/).click();
  await expect(explorer.file(/site\.conf\s*, added/)).toContainText('overwritten later');
  await explorer.file(/site\.conf\s*, added/).click();
  await expect(preview.getByLabel('Content of /srv/web/site.conf')).toHaveText('content of site.conf');

  await gantry.page.getByText('Everything up to here').click();
  await expect(explorer.file(/^\W*bin/)).toBeVisible();
  await gantry.page.getByRole('button', { name: 'wasted' }).click();
  await expect(explorer.file(/^\W*bin/)).toHaveCount(0);
});

test('a file is downloaded as it is in the image @browser', async ({ gantry, made, api }) => {
  const image = made.image('download');
  // Larger than what is kept in memory: it comes out of the engine's archive.
  const content = Buffer.from(Array.from({ length: 200_000 }, (_, index) => index % 251));
  await buildImage(api, image, 'FROM busybox\nCOPY data.bin /data.bin', [{ name: 'data.bin', content }]);
  const explorer = new LayersPage(gantry.page);
  await gantry.command('Explore the layers of an image');
  await explorer.choose(image);
  await explorer.file(/data.bin/).click();
  const preview = explorer.preview('/data.bin');
  await expect(preview.getByText('00000010  10 11 12 13')).toBeVisible();
  const begun = gantry.page.waitForEvent('download');
  await preview.getByRole('button', { name: 'Download' }).click();
  const download = await begun;
  expect(download.suggestedFilename()).toBe('data.bin');
  expect(Buffer.compare(await readFile(await download.path()), content)).toBe(0);
});

test('what is wasted is listed, and leads to the file', async ({ gantry, made, api }) => {
  const image = made.image('wasted');
  await buildImage(api, image, 'FROM busybox\nRUN dd if=/dev/zero of=/big bs=1k count=3000\nRUN rm /big\nRUN mkdir /x');
  const explorer = new LayersPage(gantry.page);
  await gantry.command('Explore the layers of an image');
  await explorer.choose(image);
  await explorer.show('Wasted');
  const list = gantry.page.getByRole('region', { name: 'Wasted files' });
  await expect(list.getByRole('row').nth(1)).toContainText('3.07 MB/big2removed');
  await list.getByRole('button', { name: '/big' }).click();
  await expect(explorer.preview('/big')).toContainText('It is removed in layer 3');
  await explorer.show('Packages');
  await expect(gantry.page.getByText('No package manager')).toBeVisible();
});

test('a reading can be cancelled, and begun again', async ({ gantry, made, api }) => {
  const image = made.image('cancel');
  await buildImage(api, image, 'FROM busybox\nRUN dd if=/dev/urandom of=/big bs=1M count=200');
  await gantry.page.evaluate((hash) => (location.hash = hash), `#/layers/${encodeURIComponent(image)}`);
  await gantry.page.getByRole('main').getByRole('button', { name: 'Cancel' }).click();
  await expect(gantry.page.getByText('The reading was cancelled')).toBeVisible();
  await gantry.page.getByRole('button', { name: 'Read the layers' }).click();
  await expect(new LayersPage(gantry.page).totals).toContainText('Efficiency100 %', { timeout: 30_000 });
});

test('an image that is not there says so', async ({ gantry }) => {
  await gantry.page.evaluate(() => (location.hash = '#/layers/no%2Fsuch%3Aimage'));
  await expect(gantry.page.getByRole('alert').filter({ hasText: 'not on this engine' }).first()).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious in the ${theme} theme`, async ({ gantry, made, api }) => {
    await gantry.page.emulateMedia({ colorScheme: theme });
    const image = made.image('axe');
    await buildImage(api, image, DOCKERFILE, FILES);
    const explorer = new LayersPage(gantry.page);
    const findings = async () => {
      const { violations } = await new AxeBuilder({ page: gantry.page }).analyze();
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join('; ')}`);
    };
    await gantry.command('Explore the layers of an image');
    expect(await findings(), 'nothing chosen').toEqual([]);
    await explorer.choose(image);
    await explorer.layer(/COPY/).click();
    await gantry.page.getByRole('textbox', { name: 'Search files' }).fill('site.conf');
    await explorer.file(/site.conf/).click();
    await expect(explorer.preview('/srv/web/site.conf').getByLabel(/^Content/)).toBeVisible();
    expect(await findings(), 'a file').toEqual([]);
    for (const tab of ['Wasted', 'Packages'] as const) {
      await explorer.show(tab);
      expect(await findings(), tab).toEqual([]);
    }
  });
}

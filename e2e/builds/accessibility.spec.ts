import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../fixtures.ts';
import { ContextFolder } from '../support/contextFolder.ts';

for (const theme of ['light', 'dark'] as const) {
  test(`in the ${theme} theme axe finds nothing serious in the form and in any part of a build`, async ({ gantry }) => {
    test.slow();
    const { page, builds } = gantry;
    await page.emulateMedia({ colorScheme: theme });
    const findings = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join('; ')}`);
    };
    const text = 'FROM busybox AS one\nARG API_TOKEN\nRUN echo 1\nfrom one\nRUN echo 2 && nosuchprogram\n';
    const folder = await ContextFolder.make({ Dockerfile: text, '.git/x': 'x' });
    try {
      await gantry.goTo('Builds');
      await builds.openForm();
      await builds.fill({ folder: folder.path });
      await expect(builds.size).toContainText('would be sent;');
      await builds.drawer.getByText('Largest entries').click();
      await builds.drawer.getByText(/^More: /).click();
      await builds.drawer.getByRole('button', { name: 'Add a secret' }).click();
      await builds.drawer.getByRole('button', { name: 'Add an argument' }).click();
      expect(await findings(), 'the form').toEqual([]);
      await builds.submit();
      await builds.ends('Failed');
      for (const tab of ['Steps', 'Log', 'Dockerfile', 'Settings', 'History', 'Shell'] as const) {
        await builds.show(tab);
        expect(await findings(), tab).toEqual([]);
      }
      const first = page.url();
      await builds.press('Build again');
      await expect.poll(() => page.url()).not.toBe(first); // the new one is shown, which fails too
      await builds.ends('Failed');
      await builds.show('History');
      await builds.detail.getByRole('button', { name: 'Compare' }).first().click();
      await expect(gantry.dialog('Compare two builds').getByRole('table', { name: 'Steps' })).toBeVisible();
      expect(await findings(), 'the comparison').toEqual([]);
    } finally {
      await folder.remove();
    }
  });
}

test('a build is begun, looked at and left with the keyboard alone', async ({ gantry }) => {
  const folder = await ContextFolder.make({ Dockerfile: `FROM busybox\nRUN echo ${Date.now()}\n` });
  const { page, builds } = gantry;
  try {
    await page.keyboard.press('g');
    await page.keyboard.press('b');
    await expect(page.getByRole('heading', { level: 1, name: 'Builds' })).toBeVisible();
    await page.keyboard.press('b');
    await expect(builds.folderField).toBeFocused();
    await page.keyboard.type(folder.path);
    await expect(builds.size).toContainText('would be sent;');
    await page.keyboard.press('ControlOrMeta+Enter');
    await builds.ends('Done');
    await builds.step(/^RUN echo/).focus();
    await page.keyboard.press('Enter');
    await expect(builds.step(/^RUN echo/)).toHaveAttribute('aria-pressed', 'true');
    await builds.detail.getByRole('tab', { name: 'Steps' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(builds.detail.getByRole('tab', { name: 'Log' })).toHaveAttribute('aria-selected', 'true');
  } finally {
    await folder.remove();
  }
});

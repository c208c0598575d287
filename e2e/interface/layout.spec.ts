import { expect, test } from '../fixtures.ts';
import { layoutFaults } from '../support/layoutFaults.ts';
import { TABS } from '../pages/detail.ts';
import { PLACES } from '../pages/gantry.ts';

/** A folder for pictures of all of it, for those who want to look themselves. */
const LOOK = process.env['GANTRY_LOOK'];

/** The smallest window that is sold, a desk’s, and 1280×800 at 200 %. */
for (const [what, width, height] of [
  ['1024×700', 1024, 700],
  ['1920×1080', 1920, 1080],
  ['200 % zoom', 640, 400],
] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`at ${what} in the ${theme} theme nothing is cut off or lies on something else`, async ({ gantry, made }) => {
      test.slow();
      // A name and ports that are longer than there is room for.
      const { name } = await made.container({
        hint: 'with-a-name-that-is-longer-than-most-names-are',
        labels: { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'web' },
        exposedPorts: ['80/tcp', '443/tcp', '8080/tcp'],
      });
      await made.container({ command: ['false'] });
      const { page, containers, detail, runForm } = gantry;
      const faults: string[] = [];
      const isWhole = async (place: string) => {
        if (LOOK) await page.screenshot({ path: `${LOOK}/${width}-${theme}-${place}.png` });
        let found: readonly string[] = [];
        const isClean = async () => {
          found = await layoutFaults(page);
          expect(found).toEqual([]);
        };
        // What is on its way to its place has two seconds.
        await expect(isClean)
          .toPass({ timeout: 2000 })
          .catch(() => faults.push(...found.map((fault) => `${place}: ${fault}`)));
      };
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height });
      for (const place of PLACES) {
        await gantry.goTo(place);
        await isWhole(place);
      }
      for (const tab of ['Gantry’s engine', 'Configuration', 'Log'] as const) {
        await gantry.engine.open(tab);
        await isWhole(tab);
      }
      await gantry.goTo('Containers');
      await containers.open(name);
      for (const tab of TABS) {
        await detail.show(tab);
        if (tab === 'Terminal') await detail.terminal.isReady();
        await isWhole(tab);
      }
      await detail.press('Stop');
      await expect(detail.panel).toContainText('Exited (0)');
      await detail.press('Close');
      await containers.select(name);
      await isWhole('selection');
      // A menu that is longer than the window scrolls itself; it used to scroll the page, away from under the pointer.
      await expect(await containers.menu(name)).toBeInViewport({ ratio: 1 });
      await expect(page.getByRole('menuitem', { name: /^Start/ })).toBeFocused();
      await page.keyboard.press('ArrowUp');
      await expect(page.getByRole('menuitem', { name: /^Remove…/ })).toBeInViewport({ ratio: 1 });
      await isWhole('menu');
      expect(await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)).toBe(0);
      await page.keyboard.press('Escape');
      await containers.choose(name, 'Remove…');
      await expect(gantry.dialog(`Remove ${name}?`)).toContainText('wrote');
      await isWhole('remove');
      await page.keyboard.press('Escape');
      await page.keyboard.press('ControlOrMeta+k');
      await isWhole('palette');
      await page.keyboard.press('Escape');
      await runForm.open();
      await runForm.fill({ name: 'x', ports: [{ container: 80 }], env: { A: 'b' }, more: { Memory: '1g' } });
      // The form slides in: what counts is where it comes to rest.
      await isWhole('run form');
      await expect(runForm.drawer.getByRole('button', { name: /^Run/ })).toBeInViewport();
      expect(faults).toEqual([]);
    });
  }
}

test('after a reload the same place is open, with the same search', async ({ gantry, made }) => {
  const { name } = await made.container();
  await gantry.containers.open(name);
  await gantry.detail.show('Networks');
  const address = gantry.page.url();
  await gantry.page.reload();
  await expect(gantry.detail.fact('Gateway')).toBeVisible();
  await expect(gantry.detail.panel.getByRole('tab', { name: /^Networks/ })).toHaveAttribute('aria-selected', 'true');
  expect(gantry.page.url()).toBe(address);
});

test('columns that were chosen and sorted are remembered', async ({ gantry, made }) => {
  await made.container();
  const { page, containers } = gantry;
  await page.setViewportSize({ width: 1600, height: 800 });
  await page.getByRole('button', { name: 'Choose columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Networks' }).click();
  await page.keyboard.press('Escape');
  const header = (name: string) => containers.grid.getByRole('columnheader', { name });
  await expect(header('Networks')).toBeVisible();
  await header('Image').getByRole('button').click();
  await expect(header('Image')).toHaveAttribute('aria-sort', 'ascending');
  await page.reload();
  await expect(header('Networks')).toBeVisible();
  await expect(header('Image')).toHaveAttribute('aria-sort', 'ascending');
});

import { expect, test } from '../fixtures.ts';
import type { PlaceName } from '../pages/gantry.ts';

const PLACES: readonly PlaceName[] = ['Containers', 'Logs', 'Terminals', 'Activity', 'Engine', 'Settings'];

/** 1280×800 at 200 % is a page of 640×400. */
for (const [what, width, height] of [
  ['1024×700', 1024, 700],
  ['200 % zoom', 640, 400],
] as const) {
  test(`at ${what} no page scrolls sideways, and everything can still be reached`, async ({ gantry, made }) => {
    const { name } = await made.container();
    const { page } = gantry;
    await page.setViewportSize({ width, height });
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    for (const place of PLACES) {
      await gantry.goTo(place);
      expect(await overflow(), place).toBeLessThanOrEqual(0);
    }
    await gantry.goTo('Containers');
    await gantry.containers.open(name);
    for (const tab of ['Overview', 'Logs', 'Terminal', 'Inspect'] as const) {
      await gantry.detail.show(tab);
      expect(await overflow(), tab).toBeLessThanOrEqual(0);
    }
    await gantry.detail.press('Stop');
    await expect(gantry.detail.panel).toContainText('Exited (0)');
    await gantry.detail.press('Close');
    await gantry.runForm.open();
    // The form slides in: what counts is where it comes to rest.
    await expect.poll(overflow, 'run form').toBeLessThanOrEqual(0);
    await expect(gantry.runForm.drawer.getByRole('button', { name: /^Run/ })).toBeInViewport();
  });
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

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { TABS } from '../pages/detail.ts';
import { type Gantry, PLACES } from '../pages/gantry.ts';

async function findings(page: Page, without: readonly string[] = []): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).disableRules([...without]).analyze();
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ target, html }) => `${target.join(' ')} ${html.slice(0, 200)}`).join('; ')}`,
  );
}

test('each column of a table says what it is, also without a title', async ({ gantry, made }) => {
  const { name } = await made.container({ exposedPorts: ['80/tcp'], hostConfig: { PublishAllPorts: true } });
  const empty = async () =>
    (await new AxeBuilder({ page: gantry.page }).withRules(['empty-table-header']).analyze()).violations;
  expect(await empty()).toEqual([]);
  await gantry.containers.open(name);
  for (const tab of ['Overview', 'Env'] as const) {
    await gantry.detail.show(tab);
    await expect(gantry.detail.panel.getByRole('table').first()).toBeVisible();
    expect(await empty(), tab).toEqual([]);
  }
});

const chooseTheme = async (gantry: Gantry, theme: 'Light' | 'Dark') => {
  await gantry.goTo('Settings');
  await gantry.main.getByRole('radiogroup', { name: 'Theme' }).getByText(theme).click();
  await expect(gantry.page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme.toLowerCase());
};

for (const theme of ['Light', 'Dark'] as const) {
  test.describe(`in the ${theme.toLowerCase()} theme axe finds nothing`, () => {
    // A dozen looks at a whole page, each a second or more where the machine has other things to do.
    test.slow();
    test.beforeEach(({ gantry }) => chooseTheme(gantry, theme));

    test('on any page', async ({ gantry, made }) => {
      const { name } = await made.container();
      await made.container({ command: ['false'] });
      for (const place of PLACES) {
        await gantry.goTo(place);
        if (place === 'Containers') await gantry.containers.select(name);
        expect(await findings(gantry.page), place).toEqual([]);
      }
      for (const tab of ['Gantry’s engine', 'Configuration', 'Log'] as const) {
        await gantry.engine.open(tab);
        expect(await findings(gantry.page), tab).toEqual([]);
      }
    });

    test('in any tab of a container', async ({ gantry, made }) => {
      const { name } = await made.container({ exposedPorts: ['80/tcp'], labels: { team: 'blue' } });
      await gantry.goTo('Containers');
      await gantry.containers.open(name);
      for (const tab of TABS) {
        await gantry.detail.show(tab);
        if (tab === 'Terminal') await gantry.detail.terminal.isReady();
        expect(await findings(gantry.page), tab).toEqual([]);
      }
    });

    test('in the main dialogs, menus and the palette', async ({ gantry, made }) => {
      const { name } = await made.container();
      const { page, containers, runForm } = gantry;
      const isClean = async (what: string) => {
        // What lies above the page for a moment belongs to no part of it.
        expect(await findings(page, ['region']), what).toEqual([]);
        await page.keyboard.press('Escape');
      };
      await gantry.goTo('Containers');
      await runForm.open();
      await runForm.fill({ name: 'x', ports: [{ container: 80 }], env: { A: 'b' }, more: { Memory: '1g' } });
      await isClean('run form');
      await expect(runForm.drawer).toBeHidden();
      for (const action of [
        'Remove…',
        'Kill or send a signal…',
        'Limits and restart policy…',
        'Commit to an image…',
        'Edit…',
      ]) {
        await containers.choose(name, action);
        await expect(page.getByRole('dialog')).toBeVisible();
        await isClean(action);
        await expect(page.getByRole('dialog')).toHaveCount(0);
      }
      await containers.menu(name);
      await isClean('menu of a row');
      await page.getByRole('button', { name: 'Choose columns' }).click();
      await expect(page.getByRole('menu')).toBeVisible();
      await isClean('menu of the columns');
      await page.keyboard.press('ControlOrMeta+k');
      await page.getByRole('combobox', { name: 'Search containers and commands' }).fill(name);
      await expect(page.getByRole('option').first()).toBeVisible();
      await isClean('palette');
      await gantry.contextSwitcher.click();
      await isClean('contexts');
      await page.getByRole('button', { name: /^Jobs/ }).click();
      await isClean('jobs');
    });
  });
}

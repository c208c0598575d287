import { expect, test } from '../fixtures.ts';
import type { EngineApi } from '../support/engineApi.ts';

/** As many changes, of others: each rename is an event and a changed row. */
async function change(
  api: EngineApi,
  others: readonly { readonly id: string; readonly name: string }[],
  count: number,
) {
  // Even, so that each ends with the name it had.
  const each = 2 * Math.ceil(count / others.length / 2);
  await Promise.all(
    others.map(async ({ id, name }) => {
      for (let turn = 0; turn < each; turn++) {
        await api.call('POST', `/containers/${id}/rename?name=${name}${turn % 2 === 0 ? '-changed' : ''}`);
      }
    }),
  );
}

test('selection, focus, scroll and an open menu stay while 1,000 other changes come', async ({ gantry, made, api }) => {
  const mine = [];
  for (let count = 0; count < 30; count++) mine.push(await made.container({ start: false, hint: 'a' }));
  const others = [];
  for (let count = 0; count < 4; count++) others.push(await made.container({ start: false, hint: 'z' }));
  const { containers, page } = gantry;
  await page.setViewportSize({ width: 1280, height: 500 });
  // By state, so that no name changes the order.
  await containers.grid.getByRole('columnheader', { name: 'Image' }).getByRole('button').click();
  await containers.searchFor(mine[0]!.name.replace(/-\d+-a$/, ''));
  await expect(containers.grid).toHaveAttribute('aria-rowcount', '35');
  const scroller = containers.grid;
  await scroller.evaluate((element) => (element.scrollTop = 300));
  await expect.poll(() => scroller.evaluate((element) => element.scrollTop)).toBe(300);
  const shown = await containers.rows().getByRole('rowheader').allInnerTexts();
  const [first, second] = shown.filter((name) => name.endsWith('-a')).slice(4, 6) as [string, string];
  await containers.row(first).click();
  await containers.row(second).click({ modifiers: ['ControlOrMeta'] });
  await expect(containers.selectionBar).toContainText('2 selected');
  const scrollTop = await scroller.evaluate((element) => element.scrollTop);
  const isStill = async () => {
    await expect(containers.row(first)).toHaveAttribute('aria-selected', 'true');
    await expect(containers.row(second)).toHaveAttribute('aria-selected', 'true');
    expect(await scroller.evaluate((element) => element.scrollTop)).toBe(scrollTop);
  };
  await containers.row(second).focus();
  await change(api, others, 500);
  await isStill();
  await expect(containers.row(second)).toBeFocused();

  const menu = await containers.menu(first);
  await expect(menu).toBeVisible();
  await page.keyboard.press('ArrowDown');
  const item = await menu.getByRole('menuitem').and(page.locator(':focus')).innerText();
  await change(api, others, 500);
  await expect(menu).toBeVisible();
  expect(await menu.getByRole('menuitem').and(page.locator(':focus')).innerText()).toBe(item);
  await page.keyboard.press('Escape');
  await isStill();
});

import { expect, test } from '../fixtures.ts';
import { Gantry } from '../pages/gantry.ts';
import { withContainers } from '../support/falseEngine.ts';
import { startApp } from '../support/runningApp.ts';

test('a list of 10,000 containers is walked, searched and sorted with few rows in the page @browser', async ({
  page,
  api,
}) => {
  const engine = await withContainers(api.socketPath, 10_000);
  const app = await startApp(engine.socketPath);
  try {
    const { containers } = new Gantry(page);
    await page.goto(app.url);
    const rows = page.getByRole('grid', { name: 'Containers' }).getByRole('row');
    await expect(containers.row('many-00001')).toBeVisible();
    await expect(page.getByRole('grid', { name: 'Containers' })).toHaveAttribute('aria-rowcount', '10001');

    await containers.row('many-00001').click();
    await page.keyboard.press('End');
    await expect(containers.row('many-10000')).toBeFocused();
    await page.keyboard.press('Home');
    await expect(containers.row('many-00001')).toBeFocused();
    expect(await rows.count()).toBeLessThan(60);

    await containers.searchFor('label:com.example.number=7777');
    await expect(containers.row('many-07777')).toBeVisible();
    await expect(rows).toHaveCount(2); // one of them is the head
    await containers.searchFor('');
    await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
    await expect(containers.row('many-10000')).toBeVisible();
  } finally {
    await app.stop();
    await engine.close();
  }
});

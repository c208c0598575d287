import { fill } from './fill.ts';
import { bench } from './fixtures.ts';
import { paintedAt, watchFirstRows } from './page.ts';
import { record } from './record.ts';

const CHANGES = 1000;

bench('what a person holds while rows change', async ({ api, app, chromium }) => {
  bench.setTimeout(300_000);
  await fill(api, 40, 0);
  const page = await chromium.newPage({ viewport: { width: 1440, height: 900 } });
  await watchFirstRows(page);
  await page.goto(app.url);
  await paintedAt(page);
  const row = (name: string) => page.locator('[role="row"]').filter({ hasText: name });
  await row('bench-0005').click();
  await row('bench-0007').click({ modifiers: ['ControlOrMeta'] });
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menu').waitFor();
  await page.keyboard.press('ArrowDown');
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  const before = await focused();

  let name = 'bench-0003';
  for (let change = 1; change <= CHANGES; change++) {
    const next = `bench-0003-${change}`;
    await api.call('POST', `/containers/${name}/rename?name=${next}`);
    name = next;
  }
  await row(name).waitFor();

  const selected = await page.locator('[role="row"][aria-selected="true"]').allInnerTexts();
  const lost = [
    ['bench-0005', 'bench-0007'].every((one) => selected.some((text) => text.includes(one))) && selected.length === 2,
    (await focused()) === before,
    await page.getByRole('menu').isVisible(),
  ].filter((isKept) => !isKept).length;
  await api.call('POST', `/containers/${name}/rename?name=bench-0003`);
  await page.close();
  record({
    measure: 'selection, focus, open menu lost after 1,000 changes',
    value: lost,
    unit: 'of 3',
    bar: 1,
  });
});

import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../fixtures.ts';

const backgroundOf = (element: Element) => getComputedStyle(element).backgroundColor;

test('where the system gives the colours, states, choices and switches can still be seen', async ({ gantry, made }) => {
  const { page, containers, main } = gantry;
  const { name } = await made.container();
  await page.emulateMedia({ forcedColors: 'active' });
  const canvas = await page.locator('body').evaluate(backgroundOf);
  const dot = containers.row(name).locator('[data-shape]');
  expect(await dot.evaluate(backgroundOf)).not.toBe(canvas);
  await containers.select(name);
  await expect(containers.row(name)).toHaveCSS('outline-style', 'solid');
  await gantry.goTo('Settings');
  const theme = main.getByRole('radiogroup', { name: 'Theme' });
  await expect(theme.locator('label', { hasText: 'System' })).toHaveCSS('outline-style', 'solid');
  await expect(theme.locator('label', { hasText: 'Dark' })).toHaveCSS('outline-style', 'none');
  const single = main.getByRole('switch', { name: 'Shortcuts of single keys' });
  const track = single.locator('xpath=following-sibling::*[1]');
  await expect(single).toBeChecked();
  expect(await track.evaluate(backgroundOf)).not.toBe(canvas);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`who asks the system for more contrast gets it in the ${colorScheme} theme`, async ({ gantry, made }) => {
    const { page, containers } = gantry;
    const { name } = await made.container();
    await page.emulateMedia({ colorScheme, contrast: 'more' });
    await containers.shows(name, 'Running');
    const { violations } = await new AxeBuilder({ page }).withRules(['color-contrast-enhanced']).analyze();
    expect(violations.flatMap(({ nodes }) => nodes.map(({ html, failureSummary }) => html + failureSummary))).toEqual(
      [],
    );
  });
}

test('who asks for less motion gets none', async ({ gantry, made }) => {
  const { page, containers, runForm } = gantry;
  await made.container();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await runForm.open();
  const longest = await page.evaluate(() =>
    Math.max(
      ...[...document.querySelectorAll('*')].flatMap((element) => {
        const { animationDuration, transitionDuration } = getComputedStyle(element);
        return `${animationDuration}, ${transitionDuration}`.split(', ').map((text) => Number.parseFloat(text));
      }),
    ),
  );
  expect(longest).toBeLessThan(0.001);
  await expect(containers.grid).toBeAttached();
});

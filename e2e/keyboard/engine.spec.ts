import { expect } from '@playwright/test';
import { test } from '../engine/ownEngine.fixtures.ts';
import { Keys } from '../pages/keys.ts';

test.describe('the configuration of an own engine @browser', () => {
  test('is changed in the form and seen as text with the keyboard alone', async ({ gantry, own }) => {
    test.slow();
    const { main, page } = gantry;
    const keys = new Keys(page);
    await keys.press('g', 'e');
    await expect(page.getByRole('heading', { level: 1, name: 'Engine' })).toBeVisible();
    await keys.tabTo('tab', /./, main);
    await keys.arrowTo('tab', 'Configuration', 'ArrowRight');
    await keys.fill('Labels of the engine', 'walked=yes', main);
    await keys.tabTo('button', 'Save', main);
    await keys.press('Enter');
    const labels = async () => (await own.api.call<{ Labels: string[] }>('GET', '/info')).Labels;
    await expect.poll(labels).toContain('walked=yes');
    await keys.tabBackTo('radio', 'Form', main);
    await keys.arrowTo('radio', 'Text', 'ArrowRight');
    await keys.tabTo('textbox', 'daemon.json');
    await expect(main.getByRole('textbox', { name: 'daemon.json' })).toContainText('walked=yes');
  });
});

import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../fixtures.ts';

const inLanguage = {
  Deutsch: { code: 'de', settings: 'Einstellungen', containers: 'Container', run: 'Ausführen' },
  Español: { code: 'es', settings: 'Ajustes', containers: 'Contenedores', run: 'Ejecutar' },
} as const;

for (const [name, words] of Object.entries(inLanguage)) {
  test(`the page speaks ${name} at once, after it is loaded again, and English when that is wanted back`, async ({
    gantry,
    made,
  }) => {
    const { name: container } = await made.container();
    const { page, main } = gantry;
    await gantry.goTo('Settings');
    await main.getByRole('radiogroup', { name: 'Language' }).getByText(name).click();

    await expect(main.getByRole('heading', { name: words.settings, level: 1 })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', words.code);
    await page.reload();
    await expect(main.getByRole('heading', { name: words.settings, level: 1 })).toBeVisible();

    await page.getByRole('link', { name: words.containers, exact: true }).click();
    await expect(main.getByRole('heading', { name: words.containers, level: 1 })).toBeVisible();
    await expect(main.getByRole('button', { name: words.run }).first()).toBeVisible();
    await expect(main.getByText(container).first()).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);

    await page.getByRole('link', { name: words.settings, exact: true }).click();
    await main.getByRole('radiogroup').getByText('English').click();
    await expect(main.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  });
}

import AxeBuilder from '@axe-core/playwright';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from './compose.fixtures.ts';

test.beforeEach(async ({ gantry }) => {
  await gantry.goTo('Settings');
  await gantry.main.getByRole('radiogroup', { name: 'Language' }).getByText('Deutsch').click();
  await expect(gantry.main.getByRole('heading', { name: 'Einstellungen', level: 1 })).toBeVisible();
});
// Other tests have the same app.
test.afterEach(async ({ gantry }) => {
  await gantry.page.evaluate(() => (location.hash = '/settings'));
  await gantry.main.getByRole('radiogroup').getByText('English').click();
  await expect(gantry.main.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
});

test('to who reads German a file is explained in German: by the page, and by the worker that looks at it', async ({
  folder,
  gantry,
}) => {
  const { page, main } = gantry;
  await writeFile(path.join(folder, 'compose.yaml'), 'services:\n  web:\n    imag: nginx\n    depends_on: [db]\n');
  await page.evaluate((to) => (location.hash = `/compose/${encodeURIComponent(to)}`), folder);

  const problems = page.getByRole('region', { name: 'Probleme' });
  await expect(problems).toContainText('Einen Schlüssel „imag“ gibt es hier nicht: Service „web“.');
  await expect(problems).toContainText('Service „db“ gibt es nicht, und der Service „web“ verlangt danach.');
  await problems.getByRole('button', { name: 'In „image“ ändern' }).click();
  await expect(page.getByRole('textbox', { name: 'Compose-Datei', exact: true })).toContainText('image: nginx');
  await expect(problems).not.toContainText('imag“');
  await main.getByText('Formular', { exact: true }).click();
  await expect(main.getByRole('region', { name: 'Service web' })).toBeVisible();
  await main.getByText('Bild', { exact: true }).click();
  await expect(main.getByRole('application', { name: 'Bild der Compose-Datei' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
});

import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../fixtures.ts';

test('what takes space is chosen in the picture or the list, and goes as the plan said, but for what is in use', async ({
  gantry,
  made,
  api,
}) => {
  const big = await made.container({ command: ['head', '-c', '30000000', '/dev/zero'] });
  const running = await made.container({ command: ['sh', '-c', 'head -c 20000000 /dev/zero > /x; sleep 1000'] });
  await expect
    .poll(async () => (await api.call<{ State: { Status: string } }>('GET', `/containers/${big.id}/json`)).State.Status)
    .toBe('exited');
  await gantry.goTo('Disk');
  const { page, main } = gantry;
  const picture = main.getByRole('listbox', { name: 'What takes the space' });
  const list = main.getByRole('grid', { name: 'Things that take space' });
  const rowOf = (name: string) =>
    list.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
  // A log of 30 MB of zeros is kept as text.
  await expect(picture.getByRole('option', { name: new RegExp(`^${big.name}, [\\d.]+ MB`) })).toBeVisible();

  await picture.getByRole('option', { name: new RegExp(`^${big.name}, `) }).click();
  const bar = main.getByRole('region', { name: 'The selection' });
  await expect(bar).toContainText(/1 container Frees [\d.]+ MB/);
  await expect(rowOf(big.name)).toHaveAttribute('aria-selected', 'true');
  await rowOf(running.name).getByRole('checkbox').click();
  await expect(bar).toContainText('2 containers');
  await expect(bar).toContainText('1 container cannot go');
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);

  await bar.getByRole('button', { name: 'Remove…' }).click();
  const dialog = gantry.dialog('Remove 1 container?');
  await expect(dialog).toContainText('It is running: stop it first.');
  await expect(dialog.getByText(`docker container rm ${big.id.slice(0, 12)}`)).toBeVisible();
  await dialog.getByRole('button', { name: 'Remove 1' }).click();
  await expect(dialog).toBeHidden();
  await expect(rowOf(big.name)).toHaveCount(0);
  await expect(rowOf(running.name)).toBeVisible();
  await expect(picture.getByRole('option', { name: new RegExp(`^${big.name}, `) })).toHaveCount(0);
});

test('the picture is walked and chosen from by keys', async ({ gantry, made }) => {
  const { name } = await made.container({ command: ['sh', '-c', 'head -c 9000000 /dev/zero > /x; sleep 1000'] });
  await gantry.goTo('Disk');
  const { page, main } = gantry;
  const options = main.getByRole('listbox', { name: 'What takes the space' }).getByRole('option');
  await expect(options.filter({ hasText: name })).toBeVisible();
  await options.first().focus();
  const labels = new Set<string>();
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowDown', 'ArrowLeft']) {
    await page.keyboard.press(key);
    labels.add((await page.locator(':focus').getAttribute('aria-label')) ?? '');
  }
  expect(labels.size).toBeGreaterThan(1);
  await options.filter({ hasText: name }).focus();
  await page.keyboard.press('Space');
  await expect(main.getByRole('region', { name: 'The selection' })).toContainText('1 container');
  await page.keyboard.press('Space');
  await expect(main.getByRole('region', { name: 'The selection' })).toBeHidden();
});

test('a rule is made, says what it would take, is changed and removed', async ({ gantry, made, api }) => {
  const { id, name } = await made.container({ command: ['true'] });
  await gantry.goTo('Disk');
  const { page, main } = gantry;
  await main.getByRole('link', { name: 'Rules' }).click();
  await main.getByRole('button', { name: 'New rule' }).click();
  const form = gantry.dialog('New rule');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText('Give the rule a name.')).toBeVisible();
  await form.getByLabel('Name').fill(`Tidy ${name}`);
  await form.getByLabel('Stopped for').selectOption('any time');
  await form.getByLabel('Remove images').selectOption('none');
  await form.getByLabel('Remove volumes').selectOption('all');
  await form.getByLabel('Runs').selectOption('every day');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText(/a rule that runs by itself leaves them alone/)).toBeVisible();
  await form.getByLabel('Remove volumes').selectOption('none');
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id: rule }) => rule)).toEqual([]);
  await form.getByRole('button', { name: 'Save' }).click();

  const rule = main
    .getByRole('list', { name: 'Rules' })
    .getByRole('listitem')
    .filter({ hasText: `Tidy ${name}` });
  await expect(rule).toContainText('containers that do not run');
  await expect(rule).toContainText('Runs every day at 03:00');
  await rule.getByRole('button', { name: 'Run…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Run “Tidy/ });
  await expect(dialog.getByRole('list', { name: 'What this affects' })).toContainText(name);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect((await api.call<{ Id: string }>('GET', `/containers/${id}/json`)).Id).toBe(id);

  await rule.getByRole('button', { name: /^Edit/ }).click();
  const edit = page.getByRole('dialog', { name: /^Edit/ });
  await edit.getByLabel('Stopped for').selectOption('90 days');
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(rule).toContainText('containers stopped for 90 days');
  await rule.getByRole('button', { name: 'Run…' }).click();
  await expect(dialog).toContainText('Nothing can go.');
  await page.keyboard.press('Escape');
  await rule.getByRole('button', { name: /^Remove/ }).click();
  await expect(rule).toHaveCount(0);
});

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './networks.fixtures.ts';

async function findings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join('; ')}`);
}

const box = (page: Page, name: string) => page.locator('.react-flow__node-box').filter({ hasText: name });

test('the map stays still while containers come, and says what reaches what', async ({ gantry, made, nets, api }) => {
  const { page, networks } = gantry;
  const [front, back] = [await nets.create('front'), await nets.create('back', { Internal: true })];
  const web = await made.container({ hint: 'web', hostConfig: { NetworkMode: front } });
  const db = await made.container({ hint: 'db', hostConfig: { NetworkMode: back } });
  await gantry.goTo('Networks');
  await networks.section('Map');
  await page.getByRole('combobox', { name: 'Find on the map' }).fill(web.name);
  await page.getByRole('option', { name: web.name }).click();
  const panel = page.getByRole('complementary', { name: web.name });
  await expect(panel).toContainText('Reaches no other container');
  const placeOf = async () => (await box(page, web.name).getAttribute('style'))?.match(/translate\([^)]*\)/)?.[0];
  const before = await placeOf();

  // One that joins is there at once; nothing else moves.
  await api.call('POST', `/networks/${back}/connect`, { Container: web.id });
  await expect(panel).toContainText('Reaches 1 container');
  await expect(panel).toContainText(db.name);
  const late = await made.container({ hint: 'late', hostConfig: { NetworkMode: front } });
  await expect(panel).toContainText(late.name);
  expect(await placeOf()).toBe(before);
  await page.reload();
  await expect(panel).toBeVisible();
  expect(await placeOf()).toBe(before);

  // From here it is acted on.
  await panel.getByRole('button', { name: `Disconnect ${web.name} from ${back}` }).click();
  await gantry.dialog(`Disconnect ${web.name} from ${back}?`).getByRole('button', { name: 'Disconnect' }).click();
  await expect(panel).not.toContainText(db.name);
  await panel.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(panel).toContainText('exited');
});

test('the map is used with the keyboard alone, and the same is in a table', async ({ gantry, made, nets }) => {
  const { page, networks } = gantry;
  const name = await nets.create('keys');
  const [one, two] = [
    await made.container({ hint: 'one', hostConfig: { NetworkMode: name } }),
    await made.container({ hint: 'two', hostConfig: { NetworkMode: name } }),
  ];
  await page.keyboard.press('g');
  await page.keyboard.press('n');
  await networks.shows(name, one.name);
  await networks.section('Map');
  await page.getByRole('combobox', { name: 'Find on the map' }).fill(one.name);
  await page.getByRole('option', { name: one.name }).click();
  await page.getByRole('application', { name: 'Map of networks' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('complementary', { name: two.name })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: `${two.name}, running.` })).toContainText(
    `Reaches ${one.name}`,
  );
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary')).toHaveCount(0);
  await page.getByRole('button', { name: 'Show as a table' }).click();
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: two.name }) });
  await expect(row).toContainText(name);
  await row.getByRole('button', { name: `What ${two.name} reaches` }).click();
  await expect(page.getByRole('complementary', { name: two.name })).toContainText(one.name);
  await page.getByRole('button', { name: 'Show as a table' }).click();
  await page.getByRole('application', { name: 'Map of networks' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: `Container ${two.name}` })).toBeVisible();
});

for (const theme of ['Light', 'Dark'] as const) {
  test(`in the ${theme.toLowerCase()} theme axe finds nothing serious in networks`, async ({ gantry, made, nets }) => {
    test.slow();
    const { page, networks } = gantry;
    const name = await nets.create('axe', { Internal: true });
    const { name: web } = await made.container({ hint: 'web', hostConfig: { NetworkMode: name } });
    await gantry.goTo('Settings');
    await gantry.main.getByRole('radiogroup', { name: 'Theme' }).getByText(theme).click();
    await gantry.goTo('Networks');
    const isClean = async (what: string) => expect(await findings(page), what).toEqual([]);
    const closed = async () => {
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    };
    await networks.shows(name, web);
    await isClean('the list');
    await networks.open(name);
    for (const tab of ['Overview', 'Containers', 'Names']) {
      await networks
        .detail(name)
        .getByRole('tab', { name: new RegExp(`^${tab}`) })
        .click();
      await isClean(tab);
    }
    await page.getByRole('button', { name: 'Create a network' }).click();
    await gantry.dialog('Create a network').getByRole('button', { name: 'Choose a subnet' }).click();
    await gantry.dialog('Create a network').getByText('Options and labels').click();
    await gantry.dialog('Create a network').getByRole('textbox', { name: 'Subnet' }).fill('x');
    await isClean('the form');
    await closed();
    await networks.choose(name, 'Remove…');
    await expect(gantry.dialog(`Remove ${name}?`).getByRole('listitem').first()).toBeVisible();
    await isClean('remove');
    await closed();
    await networks.choose(name, 'Connect a container…');
    await isClean('connect');
    await gantry.dialog('Connect a container').getByRole('button', { name: 'Cancel' }).click();
    await networks.section('Map');
    await page.getByRole('combobox', { name: 'Find on the map' }).fill(web);
    await page.getByRole('option', { name: web }).click();
    await expect(page.getByRole('complementary', { name: web })).toBeVisible();
    await isClean('the map');
    await page.getByRole('button', { name: 'Show as a table' }).click();
    await isClean('the table');
    await page.getByRole('button', { name: 'Show as a table' }).click();
    await networks.section('Try it');
    await networks.pick(gantry.main, 'From', web);
    await page.getByRole('combobox', { name: 'To', exact: true }).fill('nobody:80');
    await page.getByRole('button', { name: 'Try it' }).click();
    await expect(page.getByText(/only on internal networks/).first()).toBeVisible({ timeout: 30_000 });
    await isClean('a try');
  });
}

test('everything is there at 200 % zoom', async ({ gantry, nets }) => {
  const { page, networks } = gantry;
  const name = await nets.create('zoom');
  await gantry.goTo('Networks');
  // What a window of 1440 × 900 holds at that zoom.
  await page.setViewportSize({ width: 720, height: 450 });
  await networks.open(name);
  await expect(networks.detail(name).getByText('Identity')).toBeVisible();
  await networks.detail(name).getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Create a network' }).click();
  const create = gantry.dialog('Create a network').getByRole('button', { name: 'Create', exact: true });
  await create.scrollIntoViewIfNeeded();
  await expect(create).toBeInViewport();
  await page.keyboard.press('Escape');
  await networks.section('Map');
  await expect(page.getByRole('application', { name: 'Map of networks' })).toBeInViewport();
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways).toBe(0);
});

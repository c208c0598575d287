import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { TEST_LABEL } from '../../engine/testing/testEngine.ts';
import { expect, test } from '../fixtures.ts';
import { ContainerDetail } from '../pages/detail.ts';
import { FilesView } from '../pages/files.ts';
import { ListPage } from '../pages/listPage.ts';
import { sleeping, startTwoEngines, type TwoEngines } from '../support/twoEngines.ts';

async function findings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join('; ')}`);
}

test.describe('several contexts in one list @browser', () => {
  test.slow();
  test.describe.configure({ mode: 'serial' });

  let engines: TwoEngines;
  const name = `together-${process.pid}`;
  const onFirst = (...args: readonly string[]) => engines.onFirst(...args);
  const onSecond = (...args: readonly string[]) => engines.onSecond(...args);

  const openAt = async (page: Page, hash: string) => {
    await page.goto(engines.app.url);
    await expect(page.getByRole('heading', { level: 1, name: 'Containers' })).toBeVisible();
    await page.evaluate((place) => (location.hash = place), hash);
  };

  test.beforeAll(async () => {
    test.setTimeout(180_000);
    engines = await startTwoEngines();
    await onFirst(...sleeping(name));
    await onSecond(...sleeping(name));
    await onSecond(...sleeping(`${name}-only`));
  });
  test.afterAll(async () => {
    await onFirst('rm', '--force', name).catch(() => undefined);
    await onSecond('rm', '--force', name, `${name}-only`).catch(() => undefined);
    await engines?.stop();
  });

  for (const theme of ['light', 'dark'] as const) {
    test(`a person chooses them, and each row says of which it is (${theme})`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.goto(engines.app.url);
      await page.getByRole('button', { name: 'Show the containers of several contexts' }).click();
      await page.getByRole('button', { name: /^Contexts in this list/ }).click();
      for (const context of ['one', 'two', 'gone']) {
        await page.getByRole('checkbox', { name: new RegExp(`^${context}\\b`) }).check();
      }
      expect(await findings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      const list = new ListPage(page, { title: 'Containers', one: 'Container' });
      await expect(list.row(name)).toHaveCount(2);
      await expect(list.row(name).filter({ hasText: 'one' })).toHaveCount(1);
      await expect(list.row(name).filter({ hasText: 'two' })).toHaveCount(1);
      // One that is away says so with its reason, and holds up nobody.
      const away = page.getByRole('region', { name: 'Contexts that do not answer' });
      await expect(away).toContainText('gone does not answer.');
      await expect(away).toContainText('nobody.sock');
      expect(await findings(page)).toEqual([]);

      await list.search.fill(`context:two ${name}`);
      await expect(list.row(name)).toHaveCount(1);
      await expect(list.row(name)).toContainText('two');
      await expect(list.row(`${name}-only`)).toHaveCount(1);
      await list.search.fill('');
      await page.getByRole('columnheader', { name: /^Context/ }).click();
      const names = () => list.grid.getByRole('row').filter({ hasText: name }).allInnerTexts();
      await expect
        .poll(async () => (await names()).map((text) => /\b(one|two)\b/.exec(text)?.[0]))
        .toEqual([...['one', 'two', 'two']]);
    });
  }

  test('what is chosen over several is stopped, started and removed on its own engine', async ({ page }) => {
    await openAt(page, '#/together/containers');
    const list = new ListPage(page, { title: 'Containers', one: 'Container' });
    await expect(list.row(name)).toHaveCount(2);
    const ids = async () => [await onFirst('ps', '-q', '--filter', `name=^${name}$`), await onSecond('ps', '-q')];
    await list.search.fill(name);
    for (const row of await list.row(name).all()) await row.getByRole('checkbox').check();
    await page.keyboard.press('Escape');
    const bar = page.getByRole('toolbar', { name: 'Actions for the selected containers' });
    await expect(bar).toContainText('2 selected');
    await bar.getByRole('button', { name: /^Stop/ }).click();
    await expect(list.row(name).filter({ hasText: 'Exited' })).toHaveCount(2, { timeout: 30_000 });
    expect((await ids())[0]).toBe('');
    expect((await ids())[1]).not.toBe(''); // the third one, which nobody chose
    await bar.getByRole('button', { name: /^Start/ }).click();
    await expect(list.row(name).filter({ hasText: 'Running' })).toHaveCount(2, { timeout: 30_000 });

    await bar.getByRole('button', { name: /^Remove/ }).click();
    const first = page.getByRole('dialog', { name: /one · 1 of 2/ });
    await expect(first).toContainText(`docker --context one container rm ${name}`);
    expect(await findings(page)).toEqual([]);
    await first.getByRole('button', { name: 'Stop and remove' }).click();
    const other = page.getByRole('dialog', { name: /two · 2 of 2/ });
    await expect(other).toContainText(`docker --context two container rm ${name}`);
    await other.getByRole('button', { name: 'Cancel' }).click();
    await expect(list.row(name)).toHaveCount(1, { timeout: 30_000 });
    await expect(list.row(name)).toContainText('two');
    expect(await onSecond('ps', '--format', '{{.Names}}')).toContain(name);

    // The link of a row leads to its page on its own engine.
    await list.row(name).getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('button', { name: 'Context two, connected' })).toBeVisible();
    await expect(page.getByRole('region', { name: `Container ${name}` })).toBeVisible();
    await page.goBack();
    await expect(list.search).toHaveValue(name);
    await page.evaluate(() => (location.hash = '#/on/nowhere/containers'));
    await expect(page.getByText('There is no context “nowhere”')).toBeVisible();
  });

  test('a row of another engine than the open one has its usage; its log, files and terminal open there', async ({
    page,
  }) => {
    const talker = `${name}-talks`;
    await onSecond(...sleeping(talker).slice(0, -2), 'sh', '-c', 'echo hello from two; exec sleep 9999');
    try {
      await openAt(page, '#/on/one/containers');
      await expect(page.getByRole('button', { name: 'Context one, connected' })).toBeVisible();
      await page.evaluate(() => (location.hash = '#/together/containers'));
      const list = new ListPage(page, { title: 'Containers', one: 'Container' });
      await list.search.fill(talker);
      await expect(list.row(talker)).toContainText(/\d(\.\d+)?%/);
      await expect(page.getByRole('button', { name: 'Context one, connected' })).toBeVisible();
      await list.choose(talker, 'Open on its context');
      await expect(page.getByRole('button', { name: 'Context two, connected' })).toBeVisible();
      const detail = new ContainerDetail(page);
      await detail.show('Logs');
      await detail.logs.says('hello from two');
      await detail.show('Terminal');
      await detail.terminal.isReady();
      expect(await detail.terminal.answer('echo $((6*7))')).toBe('42');
      await detail.show('Files');
      await expect(new FilesView(page).row('bin')).toBeVisible();
      // Back on the first engine its own lists are there again, whatever was looked at on the other.
      for (const place of ['volumes', 'networks', 'images', 'stacks', 'containers']) {
        await page.evaluate((to) => (location.hash = `#/on/two/${to}`), place);
        await expect(page.getByRole('button', { name: 'Context two, connected' })).toBeVisible();
        await page.evaluate((to) => (location.hash = `#/on/one/${to}`), place);
        await expect(page.getByRole('button', { name: 'Context one, connected' })).toBeVisible();
      }
      // What there was of it was removed before; what is on the other engine is not shown here.
      await expect(page.getByRole('main')).toContainText('No containers yet');
    } finally {
      await onSecond('rm', '--force', talker);
    }
  });

  test('an engine that goes away says so over its rows, and comes back by itself', async ({ page }) => {
    await openAt(page, '#/together/containers');
    const list = new ListPage(page, { title: 'Containers', one: 'Container' });
    await expect(list.row(`${name}-only`)).toContainText('Running');
    await engines.second.engine.stop();
    const away = page.getByRole('region', { name: 'Contexts that do not answer' });
    await expect(away).toContainText('two does not answer.');
    await expect(away).toContainText('Its rows are what it said last.');
    await expect(list.row(`${name}-only`)).toHaveCount(1);
    // The other one goes on by itself.
    const late = `${name}-late`;
    await onFirst(...sleeping(late));
    await expect(list.row(late)).toContainText('Running');
    await onFirst('rm', '--force', late);
    await expect(list.row(late)).toHaveCount(0);
    await engines.second.engine.start();
    await expect(away).not.toContainText('two does not answer.', { timeout: 30_000 });
    await expect(list.row(`${name}-only`)).toBeVisible();
  });

  for (const noun of ['Images', 'Volumes', 'Networks', 'Stacks'] as const) {
    test(`${noun.toLowerCase()} stand in one list too`, async ({ page }) => {
      const volume = `${name}-volume`;
      if (noun === 'Volumes') {
        await onFirst('volume', 'create', '--label', TEST_LABEL, volume);
        await onSecond('volume', 'create', '--label', TEST_LABEL, volume);
      }
      await openAt(page, `#/together/${noun.toLowerCase()}`);
      await expect(page.getByRole('heading', { level: 1, name: noun })).toBeVisible();
      const list = new ListPage(page, { title: noun, one: noun.slice(0, -1) });
      if (noun === 'Stacks') await expect(page.getByText(/No stacks on these contexts/)).toBeVisible();
      else {
        const same = { Images: 'busybox:latest', Volumes: volume, Networks: 'bridge' }[noun];
        await expect(list.row(same)).toHaveCount(2);
      }
      expect(await findings(page)).toEqual([]);
      if (noun !== 'Volumes') return;
      for (const row of await list.row(volume).all()) await row.getByRole('checkbox').check();
      await page
        .getByRole('toolbar')
        .getByRole('button', { name: /^Remove/ })
        .click();
      for (const context of ['one', 'two']) {
        const dialog = page.getByRole('dialog', { name: new RegExp(`${context} · `) });
        await expect(dialog).toContainText(`docker --context ${context} volume rm ${volume}`);
        await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
      }
      await expect(list.row(volume)).toHaveCount(0);
      expect(await onFirst('volume', 'ls', '--quiet')).not.toContain(volume);
      expect(await onSecond('volume', 'ls', '--quiet')).not.toContain(volume);
    });
  }
});

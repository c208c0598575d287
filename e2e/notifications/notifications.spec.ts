import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

/** The page is not looked at, and what it has the system tell is kept in place of shown. */
const lookAway = (page: Page) =>
  page.evaluate(() => {
    const told: string[] = [];
    document.hasFocus = () => false;
    const shown = class extends EventTarget {
      static permission = 'granted';
      constructor(title: string) {
        super();
        told.push(title);
      }
      close() {}
    };
    Object.assign(window, { Notification: shown, told });
  });
const told = (page: Page) => page.evaluate(() => (window as unknown as { told: string[] }).told);

const ENDS = { command: ['false'], hostConfig: { RestartPolicy: { Name: 'always' } } };

test('what is told is chosen in the settings, and holds after a reload @browser', async ({ gantry, made, api }) => {
  const { main, page } = gantry;
  await page.context().grantPermissions(['notifications']);
  await page.reload();
  await gantry.goTo('Settings');
  const loops = main.getByRole('switch', { name: 'Containers that end again and again' });
  await expect(loops).toBeChecked();
  await expect(main.getByRole('button', { name: 'Allow them…' })).toHaveCount(0);
  await lookAway(page);
  const looping = await made.container(ENDS);
  await expect.poll(() => told(page), { timeout: 30_000 }).toEqual([`${looping.name} ends again and again`]);

  await loops.press('Space');
  await expect(loops).not.toBeChecked();
  await page.reload();
  await expect(loops).not.toBeChecked();
  await lookAway(page);
  const quiet = await made.container(ENDS);
  await gantry.goTo('Containers');
  await gantry.containers.shows(quiet.name, /Restarting/);
  const restarts = async () =>
    (await api.call<{ RestartCount: number }>('GET', `/containers/${quiet.id}/json`)).RestartCount;
  await expect.poll(restarts, { timeout: 30_000 }).toBeGreaterThan(4);
  expect(await told(page)).toEqual([]);
  await gantry.goTo('Settings');
  await loops.press('Space');
  await expect(loops).toBeChecked();
});

test('a browser that has not been asked, or that forbids them, is told of in words @browser', async ({ gantry }) => {
  const { main, page } = gantry;
  await page.context().clearPermissions();
  await gantry.goTo('Settings');
  const section = main.getByRole('region', { name: 'Notifications' });
  await expect(section).toContainText(/The browser asks you once|The browser forbids them to this page/);
});

import { expect, test } from '../fixtures.ts';
import { exists } from '../support/containers.ts';

const DEAF = ['sh', '-c', 'while :; do sleep 1; done'];

test('a container that somebody else removes while it is being stopped leaves the list without a fuss', async ({
  gantry,
  made,
  api,
}) => {
  const { id, name } = await made.container({ command: DEAF });
  const other = await made.container();
  await gantry.containers.quickly('Stop', name);
  await gantry.containers.shows(name, 'Stopping');
  await api.call('DELETE', `/containers/${id}?force=1`);
  await gantry.containers.lacks(name);
  await gantry.containers.shows(other.name, 'Running');
});

test('an action on a container that has just gone says that it is gone, and does the others', async ({
  gantry,
  made,
  api,
}) => {
  const gone = await made.container({ start: false });
  const stays = await made.container({ start: false });
  const { containers, page } = gantry;
  await containers.select(gone.name, stays.name);
  await containers.selectionBar.getByRole('button', { name: 'Remove 2 containers' }).click();
  const dialog = gantry.dialog('Remove 2 containers?');
  await expect(dialog.getByRole('listitem')).toHaveCount(2);
  // Held back on its way to the page: as if both pressed the button at once.
  await api.call('DELETE', `/containers/${gone.id}?force=1`);
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await containers.lacks(stays.name);
  await containers.lacks(gone.name);
  expect(await exists(api, stays.id)).toBe(false);
  await expect(page.getByRole('alert').filter({ hasText: /unexpected|undefined|at /i })).toHaveCount(0);
});

test('a log and a terminal of a container that is removed say so', async ({ gantry, made, api }) => {
  const { id, name } = await made.container();
  const { containers, detail, page } = gantry;
  await containers.open(name);
  await detail.show('Terminal');
  await detail.terminal.isReady();
  await gantry.goTo('Terminals');
  await api.call('DELETE', `/containers/${id}?force=1`);
  await expect(detail.terminal.status).toContainText(/ended|gone|removed|stopped/i);
  await page.getByRole('button', { name: new RegExp(`^Close ${name}`) }).click();
  await expect(gantry.main.getByText('No terminal is open')).toBeVisible();
});

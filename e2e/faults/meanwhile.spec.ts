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

test('of two that are restarted, one that somebody else removes meanwhile is said to be gone, the other restarts', async ({
  gantry,
  made,
  api,
}) => {
  const gone = await made.container({ command: DEAF });
  const goes = await made.container({ command: DEAF, stopTimeoutSeconds: 3 });
  const { containers } = gantry;
  await containers.select(gone.name, goes.name);
  await containers.selectionBar.getByRole('button', { name: 'Restart 2 containers' }).click();
  // The engine waits for both to end: in between somebody else is quicker.
  await containers.shows(gone.name, 'Restarting');
  await containers.shows(goes.name, 'Restarting');
  await api.call('DELETE', `/containers/${gone.id}?force=1`);
  await containers.lacks(gone.name);

  const notice = gantry.notice('Restart: 1 of 2 containers failed');
  await expect(notice).toContainText('Restarted 1 container');
  await containers.shows(goes.name, 'Running');
  await notice.getByRole('button', { name: 'Show' }).click();
  const outcome = gantry.dialog('Restart: 1 of 2 containers failed');
  await expect(outcome.getByRole('listitem')).toHaveCount(1);
  await expect(outcome.getByRole('listitem')).toContainText(gone.name);
  await expect(outcome.getByRole('alert')).toContainText(
    // As far as the engine has come with it.
    /There is no such container any more|is being removed already/,
  );
});

test('of two that are stopped and removed, one that somebody else removes meanwhile is no failure: both are gone', async ({
  gantry,
  made,
  api,
}) => {
  const gone = await made.container({ command: DEAF });
  const goes = await made.container({ command: DEAF, stopTimeoutSeconds: 3 });
  const { containers } = gantry;
  await containers.select(gone.name, goes.name);
  await containers.selectionBar.getByRole('button', { name: 'Remove 2 containers' }).click();
  const dialog = gantry.dialog('Remove 2 containers?');
  await dialog.getByRole('radio', { name: /^Stop first/ }).check();
  await dialog.getByRole('button', { name: 'Stop and remove' }).click();
  await containers.shows(gone.name, 'Stopping');
  await containers.shows(goes.name, 'Stopping');
  await api.call('DELETE', `/containers/${gone.id}?force=1`);
  await containers.lacks(gone.name);
  await containers.shows(goes.name, 'Stopping');
  await containers.lacks(goes.name);
  expect(await exists(api, goes.id)).toBe(false);
  await expect(gantry.notice('Removed 2 containers')).toBeVisible();
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

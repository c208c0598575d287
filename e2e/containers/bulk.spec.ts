import { expect, test } from '../fixtures.ts';
import { exists } from '../support/containers.ts';

test('of several that are removed the running one is left alone and explained, the others go [AC-14]', async ({
  gantry,
  made,
  api,
}) => {
  const { containers } = gantry;
  const alone = await made.container({ command: ['true'] });
  await containers.shows(alone.name, 'Exited (0)');
  await containers.choose(alone.name, 'Remove…');
  await gantry.dialog(`Remove ${alone.name}?`).getByRole('button', { name: 'Remove' }).click();
  await containers.lacks(alone.name);

  const ended = [await made.container({ command: ['true'] }), await made.container({ command: ['true'] })];
  const running = await made.container();
  for (const { name } of ended) await containers.shows(name, 'Exited (0)');
  await containers.select(...ended.map(({ name }) => name), running.name);
  await expect(containers.selectionBar).toContainText('3 selected');
  await containers.selectionBar.getByRole('button', { name: 'Remove 3 containers' }).click();
  const dialog = gantry.dialog('Remove 2 containers?');
  await expect(dialog.getByRole('listitem').filter({ hasText: running.name })).toContainText('running: is left alone');
  await dialog.getByRole('button', { name: 'Remove' }).click();
  for (const { name } of ended) await containers.lacks(name);
  await containers.shows(running.name, 'Running');
  expect(await exists(api, running.id)).toBe(true);
});

test('when one of many fails the rest is done, and the failure has its reason', async ({ gantry, made, api }) => {
  const good = [await made.container({ start: false }), await made.container({ start: false })];
  const bad = await made.container({ start: false, command: ['nosuchcmd'] });
  const { containers } = gantry;
  await containers.select(...good.map(({ name }) => name), bad.name);
  await containers.selectionBar.getByRole('button', { name: 'Start 3 containers', exact: true }).click();
  const notice = gantry.notice('Start: 1 of 3 containers failed');
  await expect(notice).toContainText('Started 2 containers');
  for (const { name } of good) await containers.shows(name, 'Running');
  await notice.getByRole('button', { name: 'Show' }).click();
  const dialog = gantry.dialog('Start: 1 of 3 containers failed');
  await expect(dialog.getByRole('listitem')).toHaveCount(1);
  await expect(dialog.getByRole('listitem')).toContainText(bad.name);
  await expect(dialog.getByRole('alert')).toContainText('nosuchcmd');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  expect(await exists(api, bad.id)).toBe(true);
});

test('a removal says what the writable layer holds and which volumes go', async ({ gantry, made, api }) => {
  const { id, name } = await made.container({
    command: ['sh', '-c', 'head -c 3000000 /dev/zero > /home/big'],
    hostConfig: { Mounts: [{ Type: 'volume', Target: '/data' }] },
  });
  await gantry.containers.shows(name, 'Exited (0)');
  await gantry.containers.choose(name, 'Remove…');
  const dialog = gantry.dialog(`Remove ${name}?`);
  await expect(dialog.getByRole('listitem')).toContainText(/(3(\.0)? MB|2\.9 MiB).* that it wrote go/);
  await expect(dialog.getByRole('listitem')).toContainText(/volume [0-9a-f]{12} \(\/data.*stays/);
  await dialog.getByRole('checkbox', { name: 'Remove their anonymous volumes too' }).check();
  await expect(dialog.getByRole('listitem')).toContainText(/volume [0-9a-f]{12} \(\/data.*goes/);
  type Mounted = { readonly Mounts: readonly { readonly Name: string }[] };
  const volume = (await api.call<Mounted>('GET', `/containers/${id}/json`)).Mounts[0]!.Name;
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await gantry.containers.lacks(name);
  await expect(api.call('GET', `/volumes/${volume}`)).rejects.toThrow('404');
});

test('the search acts as its words say, and only what is found is acted on', async ({ gantry, made, api }) => {
  const blue = await made.container({ labels: { team: 'blue' } });
  const red = await made.container({ labels: { team: 'red' } });
  const { containers, page } = gantry;
  await containers.searchFor('label:team=blue status:running');
  await expect(containers.row(blue.name)).toBeVisible();
  await containers.lacks(red.name);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('x');
  await containers.lacks(blue.name);
  await containers.searchFor('label:team -team:none');
  await containers.searchFor(`"${blue.name}"`);
  await containers.shows(blue.name, 'Exited (0)');
  await containers.searchFor('');
  await containers.shows(red.name, 'Running');
  expect(await exists(api, red.id)).toBe(true);
});

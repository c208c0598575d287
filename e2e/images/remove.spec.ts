import { expect, test } from '../fixtures.ts';

test('an image that a container uses is kept, and says by which; without it, it goes [S16]', async ({
  gantry,
  made,
  api,
}) => {
  const image = made.image('kept');
  const source = await made.container();
  await api.call('POST', `/commit?container=${source.id}&repo=${image.replace(':latest', '')}&tag=latest`);
  const user = made.name('user');
  await api.call('POST', `/containers/create?name=${user}`, { Image: image, Labels: { 'gantry.test': '' } });

  await gantry.command('Remove an image');
  const dialog = gantry.dialog('Remove an image');
  await dialog.getByRole('combobox', { name: 'Image' }).fill(image);
  await gantry.page.getByRole('option', { name: image }).click();
  await expect(dialog.getByRole('listitem').filter({ hasText: user })).toContainText('uses it (created)');
  await expect(dialog.getByText('Remove it first')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Remove', exact: true })).toBeDisabled();
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await api.call('DELETE', `/containers/${user}`);
  await gantry.command('Remove an image');
  await dialog.getByRole('combobox', { name: 'Image' }).fill(image);
  await gantry.page.getByRole('option', { name: image }).click();
  await expect(dialog.getByText('No container uses it')).toBeVisible();
  await expect(dialog.getByText(`image rm ${image}`)).toBeVisible();
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(gantry.notice(`Removed ${image}`)).toBeVisible();
  await expect(api.call('GET', `/images/${image}/json`)).rejects.toThrow('404');
  await gantry.goTo('Activity');
  await gantry.activity.showActions();
  const action = gantry.activity.action(`Remove image ${image}`);
  await action.getByText('1 API call').click();
  await expect(action.getByText(`DELETE /images/${image}?force=false`)).toBeVisible();
});

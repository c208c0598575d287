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
  const asking = gantry.dialog('Remove an image');
  await asking.getByRole('combobox', { name: 'Image' }).fill(image);
  await gantry.page.getByRole('option', { name: image }).click();
  const dialog = gantry.dialog(`Remove ${image}?`);
  await expect(dialog.getByRole('listitem').filter({ hasText: user })).toContainText('keeps the image');
  await expect(dialog.getByText('cannot be removed while containers use it')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Remove', exact: true })).toBeDisabled();
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await api.call('DELETE', `/containers/${user}`);
  await gantry.command('Remove an image');
  await asking.getByRole('combobox', { name: 'Image' }).fill(image);
  await gantry.page.getByRole('option', { name: image }).click();
  await expect(dialog.getByText('are freed')).toBeVisible();
  await expect(dialog.getByText(`image rm ${image}`)).toBeVisible();
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(gantry.notice(`Remove image ${image}`)).toBeVisible();
  await expect(api.call('GET', `/images/${image}/json`)).rejects.toThrow('404');
  await gantry.goTo('Activity');
  await gantry.activity.showActions();
  const action = gantry.activity.action(`Remove image ${image}`);
  await action.getByText('1 API call').click();
  await expect(action.getByText(`DELETE /images/${image}`)).toBeVisible();
});

test('the containers that keep an image go with it, if that is wanted', async ({ gantry, made, api }) => {
  const image = made.image('held');
  const source = await made.container();
  await api.call('POST', `/commit?container=${source.id}&repo=${image.replace(':latest', '')}&tag=latest`);
  const user = made.name('holder');
  await api.call('POST', `/containers/create?name=${user}`, { Image: image, Labels: { 'gantry.test': '' } });
  await gantry.goTo('Images');
  await gantry.images.choose(image, 'Remove…');
  const dialog = gantry.dialog(`Remove ${image}?`);
  await dialog.getByRole('checkbox', { name: `Remove the container ${user} too` }).check();
  await expect(dialog.getByText(`container rm --force ${user}`)).toBeVisible();
  await dialog.getByRole('button', { name: 'Remove with containers' }).click();
  await gantry.images.lacks(image);
  await expect(api.call('GET', `/containers/${user}/json`)).rejects.toThrow('404');
});

import { writeFile } from 'node:fs/promises';
import { expect, test } from '../fixtures.ts';

interface Api {
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
}

/** Commits an image of its own, and gives its id. */
async function commit(api: Api, sourceId: string, image: string, change = 'LABEL e2e=1'): Promise<string> {
  const [repo = '', tag = 'latest'] = image.split(':');
  const query = new URLSearchParams({ container: sourceId, repo, tag, changes: change });
  return (await api.call<{ Id: string }>('POST', `/commit?${query}`)).Id;
}

test('the list follows the engine: a name comes, moves and goes', async ({ gantry, made, api }) => {
  const [image, second] = [made.image('moves'), made.image('second')];
  const source = await made.container();
  await gantry.goTo('Images');
  const id = await commit(api, source.id, image);
  await gantry.images.shows(image, 'unused');
  await gantry.images.shows(image, id.slice('sha256:'.length, 'sha256:'.length + 12));
  const other = await commit(api, source.id, second, 'LABEL e2e=2');
  await api.call('POST', `/images/${second}/tag?repo=${image.split(':')[0]}&tag=latest`);
  await gantry.images.shows(image, other.slice('sha256:'.length, 'sha256:'.length + 12));
  const user = made.name('user');
  await api.call('POST', `/containers/create?name=${user}`, { Image: image, Labels: { 'gantry.test': '' } });
  await gantry.images.shows(image, user);
  await api.call('DELETE', `/containers/${user}`);
  await api.call('DELETE', `/images/${image}`);
  await gantry.images.lacks(image);
  await api.call('DELETE', `/images/${id}`);
});

test('images are found by words and by filters', async ({ gantry, made, api }) => {
  const image = made.image('found');
  const source = await made.container();
  await commit(api, source.id, image, 'LABEL org.example.team=blue');
  await gantry.goTo('Images');
  await gantry.images.search.fill('label:org.example.team=blue is:unused');
  await gantry.images.shows(image, 'unused');
  await gantry.images.search.fill('label:org.example.team=blue is:used');
  await expect(gantry.page.getByText('No image fits the search')).toBeVisible();
  await gantry.images.search.fill('is:nonsense');
  await expect(gantry.page.getByText('“nonsense” is no state of an image').first()).toBeVisible();
});

test('a detail says what an image is, and runs it with what the image wants', async ({ gantry, made, api }) => {
  const image = made.image('detail');
  const source = await made.container();
  await commit(api, source.id, image, 'EXPOSE 8080\nENV GREETING=hello\nVOLUME /data');
  await gantry.goTo('Images');
  const detail = await gantry.images.open(image);
  await expect(detail.getByText('8080/tcp')).toBeVisible();
  await expect(detail.getByText('GREETING')).toBeVisible();
  await detail.getByRole('tab', { name: 'Inspect' }).click();
  await expect(detail.getByText('RootFS')).toBeVisible();
  await detail.getByRole('button', { name: `Run ${image}` }).click();
  const form = gantry.page.getByRole('dialog', { name: /Run/ });
  await expect(form.getByRole('combobox', { name: 'Image' })).toHaveValue(image);
  await expect(form.getByText('8080').first()).toBeVisible();
});

test('an image gets another name, and who had it is said before', async ({ gantry, made, api }) => {
  const [image, taken] = [made.image('tagged'), made.image('taken')];
  const source = await made.container();
  const id = await commit(api, source.id, image);
  const old = await commit(api, source.id, taken, 'LABEL e2e=old');
  await gantry.goTo('Images');
  await gantry.images.choose(image, 'Tag…');
  const dialog = gantry.dialog(`Tag ${image}`);
  const field = dialog.getByRole('textbox', { name: 'New name' });
  await field.fill('UPPER CASE');
  await dialog.getByRole('button', { name: 'Tag' }).click();
  await expect(dialog.getByText(/is not the name of an image/)).toBeVisible();
  await field.fill(taken);
  await expect(dialog.getByText('is the name of another image now')).toBeVisible();
  await dialog.getByRole('button', { name: 'Tag' }).click();
  await gantry.images.shows(taken, id.slice('sha256:'.length, 'sha256:'.length + 12));
  await api.call('DELETE', `/images/${old}`);
});

test('an image goes through a file and comes back', async ({ gantry, made, api }, info) => {
  const image = made.image('saved');
  const source = await made.container();
  const id = await commit(api, source.id, image);
  await gantry.goTo('Images');
  const download = gantry.page.waitForEvent('download');
  await gantry.images.choose(image, 'Save as an archive');
  const file = info.outputPath('image.tar');
  await (await download).saveAs(file);
  await api.call('DELETE', `/images/${image}`);
  await gantry.images.lacks(image);

  await gantry.page.getByRole('button', { name: 'Load images from a file' }).click();
  const dialog = gantry.dialog('Load images from a file');
  await dialog.locator('input[type=file]').setInputFiles(file);
  await dialog.getByRole('button', { name: 'Load', exact: true }).click();
  await gantry.images.shows(image, id.slice('sha256:'.length, 'sha256:'.length + 12));

  const wrong = info.outputPath('wrong.tar');
  await writeFile(wrong, 'no archive\n'.repeat(100));
  await gantry.page.keyboard.press('Escape');
  await gantry.page.getByRole('button', { name: 'Load images from a file' }).click();
  await dialog.locator('input[type=file]').setInputFiles(wrong);
  await dialog.getByRole('button', { name: 'Load', exact: true }).click();
  await expect(gantry.page.getByText('“wrong.tar” is not an archive.').first()).toBeVisible();
});

test('what nothing uses is shown before it goes', async ({ gantry, made, api }) => {
  const [kept, lost] = [made.image('kept'), made.image('lost')];
  const source = await made.container();
  const dangling = await commit(api, source.id, lost, 'LABEL e2e=dangling');
  await commit(api, source.id, kept, 'LABEL e2e=kept');
  await api.call('POST', `/images/${kept}/tag?repo=${lost.split(':')[0]}&tag=latest`);
  await gantry.goTo('Images');
  await gantry.page.getByRole('button', { name: 'Remove images that nothing uses' }).click();
  const dialog = gantry.dialog('Remove images that nothing uses');
  const short = dangling.slice('sha256:'.length, 'sha256:'.length + 12);
  await expect(dialog.getByRole('listitem').filter({ hasText: short })).toBeVisible();
  await expect(dialog.getByRole('listitem').filter({ hasText: kept })).toHaveCount(0);
  await dialog.getByRole('radio', { name: /^All/ }).click();
  await expect(dialog.getByRole('listitem').filter({ hasText: kept })).toBeVisible();
  // Other tests’ images are among them: only this one is removed, by its row.
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await gantry.images.choose(short, 'Remove…');
  await gantry.dialog(`Remove ${short}?`).getByRole('button', { name: 'Remove', exact: true }).click();
  await gantry.images.lacks(short);
  await gantry.images.shows(kept, 'unused');
});

import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../fixtures.ts';
import { FilesView } from '../pages/files.ts';
import { execIn } from '../support/exec.ts';
import { buildImage } from '../support/images.ts';

test('the tree of directories follows the list, leads it, and is remembered', async ({ gantry, made, api }) => {
  test.slow();
  const { id, name } = await made.container();
  const script =
    'mkdir -p /work/a/deep /work/b "/work/$(printf "bad\\377")"; ln -s /work/a /work/link; echo x > /work/note';
  await execIn(api, id, ['sh', '-c', script]);
  const { page } = gantry;
  const files = new FilesView(page);
  await gantry.containers.open(name);
  await gantry.detail.show('Files');
  await files.isIn('/');
  await expect(files.tree, 'beside a list there is little room').toBeHidden();
  await gantry.detail.press('Use the whole window');
  await expect(files.tree).toBeVisible();
  await expect(files.directory('/')).toHaveAttribute('aria-current', 'true');

  await test.step('mouse', async () => {
    await files.directory('work').locator('[data-arrow]').click();
    await expect(files.directory('a')).toBeVisible();
    await expect(files.directory('bad\\xff')).toBeVisible();
    await expect(files.directory('link')).toHaveCount(0);
    await files.isIn('/');
    await files.directory('a').click();
    await files.isIn('/work/a');
    await expect(files.directory('a')).toHaveAttribute('aria-current', 'true');
  });
  await test.step('the list leads', async () => {
    await files.open('deep');
    await files.isIn('/work/a/deep');
    await expect(files.directory('deep')).toHaveAttribute('aria-current', 'true');
    await expect(files.directory('deep')).toHaveAttribute('aria-level', '4');
  });
  await test.step('keys', async () => {
    await files.directory('deep').focus();
    await page.keyboard.press('ArrowLeft');
    await expect(files.directory('a')).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await expect(files.directory('deep')).toHaveCount(0);
    await page.keyboard.press('ArrowDown');
    await expect(files.directory('b')).toBeFocused();
    await page.keyboard.press('Enter');
    await files.isIn('/work/b');
    await expect(files.directory('b')).toBeFocused();
    await page.keyboard.press('Home');
    await expect(files.directory('/')).toBeFocused();
  });
  await test.step('looked at again with the list', async () => {
    await execIn(api, id, ['sh', '-c', 'rmdir /work/a/deep /work/a; mkdir /work/later']);
    await files.button('Look again').click();
    await expect(files.directory('later')).toBeVisible();
    await expect(files.directory('a')).toHaveCount(0);
  });
  await test.step('what is gone says so where it was', async () => {
    await execIn(api, id, ['rmdir', '/work/later']);
    await files.directory('later').locator('[data-arrow]').click();
    await expect(files.directory(/^There is no “\/work\/later”.* Try again$/)).toBeVisible();
  });
  await test.step('hidden where one hid it', async () => {
    await files.showTree(false);
    await gantry.detail.show('Logs');
    await gantry.detail.show('Files');
    await files.isIn('/work/b');
    await expect(files.tree).toBeHidden();
    await files.showTree();
    await expect(files.directory('b'), 'it opens to where the list is').toHaveAttribute('aria-current', 'true');
  });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await files.goTo('/work');
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id: rule, nodes }) => [rule, nodes.map(({ html }) => html)])).toEqual([]);
  }
  await gantry.detail.press('Show beside the list');
  await expect(files.tree).toBeHidden();
});

test('files of an image are looked at, through its links too', async ({ gantry, made, api }) => {
  const image = made.image('files');
  await buildImage(
    api,
    image,
    'FROM busybox\nRUN mkdir -p /app/conf && echo "port = 80" > /app/conf/app.conf && ln -s app/conf /conf\n',
  );
  const { page } = gantry;
  const files = new FilesView(page);
  await gantry.goTo('Images');
  const detail = await gantry.images.open(image);
  await detail.getByRole('tab', { name: 'Files' }).click();
  await files.isIn('/');
  await expect(files.button('Upload')).toHaveCount(0);
  await files.open('conf');
  await files.isIn('/app/conf');
  await expect(detail.getByRole('figure')).toContainText(`docker container create ${image} true`);
  await files.open('app.conf');
  await expect(files.editor).toHaveText('port = 80');
  await expect(files.panel.getByRole('button', { name: 'Save' })).toHaveCount(0);
  await files.panel.getByRole('button', { name: 'Close the file' }).click();
  await files.showTree();
  await files.directory('etc').click();
  await files.isIn('/etc');
  await expect(files.row('passwd')).toBeVisible();
  await files.showTree(false);
});

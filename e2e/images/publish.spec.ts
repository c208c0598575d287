import { type RunningRegistry, startRegistry } from '../../main/registries/testing/registry.ts';
import { expect, test } from '../fixtures.ts';

let registry: RunningRegistry;
test.beforeAll(async () => {
  registry = await startRegistry();
});
test.afterAll(() => registry.close());

test('what was made in a container becomes an image, goes to a registry, and runs from there [AC-22b, AC-42, S13, S22]', async ({
  gantry,
  made,
}) => {
  const { page } = gantry;
  const target = made.pulled(`${registry.host}/me/imageforhub2:latest`);
  const [maker, runner] = [made.name('maker'), made.name('runner')];
  await gantry.runForm.run({
    name: maker,
    command: `sh -c "mkdir /mynewdir && echo 'this is my new file' > /mynewdir/mynewfile"`,
  });
  await gantry.containers.shows(maker, 'Exited (0)');

  await gantry.containers.choose(maker, 'Commit to an image…');
  const commit = gantry.dialog(`Commit ${maker} to an image`);
  await commit.getByRole('textbox', { name: 'Repository' }).fill(target.replace(':latest', ''));
  await commit.getByRole('textbox', { name: 'Message' }).fill('A file of mine');
  await commit.getByRole('textbox', { name: 'Author' }).fill('Me');
  await commit.getByRole('button', { name: 'Commit' }).click();
  await gantry.goTo('Images');
  const detail = await gantry.images.open(target);
  await expect(detail.getByText('A file of mine')).toBeVisible();

  await gantry.images.choose(target, 'Push…');
  const push = gantry.dialog(`Push ${target}`);
  await push.getByRole('button', { name: 'Push', exact: true }).click();
  const pushed = push.getByRole('list', { name: 'What was pushed' }).getByRole('listitem');
  await expect(pushed).toContainText('sha256:');
  await push.getByRole('button', { name: 'Close', exact: true }).last().click();

  await gantry.images.choose(target, 'Remove…');
  const removal = gantry.dialog(`Remove ${target}?`);
  await expect(removal.getByText('are freed')).toBeVisible(); // its container was made from the base
  await removal.getByRole('button', { name: 'Remove', exact: true }).click();
  await gantry.images.lacks(target);

  await gantry.goTo('Containers');
  await gantry.runForm.run({ name: runner, image: target, command: 'cat /mynewdir/mynewfile' });
  await gantry.containers.open(runner);
  await page.getByRole('tab', { name: 'Logs' }).click();
  await expect(page.getByText('this is my new file').first()).toBeVisible();
  await gantry.goTo('Images');
  await gantry.images.shows(target, runner);
});

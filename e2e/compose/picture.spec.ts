import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { ComposePicturePage } from '../pages/composePicture.ts';
import { expect, test as base } from './compose.fixtures.ts';

const SHOP = `# the shop
services:
  web:
    image: "busybox"   # in front
    ports: ["8089:80"]
    depends_on: [db]
    networks: [front]
  db:
    image: busybox
    volumes:
      - data:/data
  job:
    image: busybox
networks:
  front:
  back:
    internal: true
volumes:
  data:
`;

const test = base.extend<{ readonly picture: ComposePicturePage }>({
  picture: async ({ gantry }, give) => {
    await give(new ComposePicturePage(gantry.page));
    await gantry.page.getByRole('tab', { name: 'Text' }).click(); // as the other tests expect it
  },
});

test('from the picture the form of the chosen thing opens, and from the form the picture of it', async ({
  gantry,
  openText,
  picture,
}) => {
  const { page } = gantry;
  await openText(SHOP);
  await picture.show();
  await picture.node('service:db').click();
  await picture.panel('db').getByRole('button', { name: 'Open its form' }).click();
  const form = page.getByRole('region', { name: 'service db' });
  await expect(form).toBeVisible();
  await page.getByRole('button', { name: 'data', exact: true }).click();
  await page.getByRole('button', { name: 'Show it in the picture' }).click();
  await expect(picture.panel('data')).toBeVisible();
  await picture.board.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Open its form' }).click();
  await expect(page.getByRole('region', { name: 'volume data' })).toBeVisible();
});

test('a service is connected by drawing a line, the text shows it, an undo takes it back, and only that is saved', async ({
  editor,
  gantry,
  openText,
  picture,
}) => {
  const file = await openText(SHOP);
  await picture.show();
  await picture.fit(); // beside the text there is not room for all of it
  await picture.draw('service:web', 'network:back');
  await expect(editor.text).toContainText('networks: [front, back]');
  await gantry.page.keyboard.press('ControlOrMeta+z');
  await expect(editor.text).not.toContainText('networks: [front, back]');
  await expect(editor.state('Saved')).toBeVisible();

  // A service that names no network is asked for; by default it stays where it was.
  const before = await picture.placeOf('service:job');
  await picture.draw('service:job', 'network:front');
  await picture.dialog('Connect job to front').getByRole('button', { name: 'Connect' }).click();
  await picture.draw('service:web', 'service:job');
  await picture.draw('service:web', 'volume:data');
  const mount = picture.dialog('Mount data in web');
  await mount.getByRole('textbox', { name: 'Path in the container' }).fill('/shared');
  await mount.getByRole('button', { name: 'Mount' }).click();
  await expect(editor.text).toContainText('/shared');
  expect(await picture.placeOf('service:job')).toBe(before);

  await gantry.page.keyboard.press('ControlOrMeta+s');
  await expect(editor.state('Saved')).toBeVisible();
  expect(await readFile(file, 'utf8')).toBe(
    SHOP.replace('depends_on: [db]', 'depends_on: [db, job]')
      .replace('    networks: [front]\n', '    networks: [front]\n    volumes:\n      - data:/shared\n')
      .replace(
        '  job:\n    image: busybox\n',
        '  job:\n    image: busybox\n    networks:\n      - default\n      - front\n',
      ),
  );
});

test('by keyboard alone: chosen with arrows, opened with Enter, removed with Delete, and what was moved stays there', async ({
  editor,
  gantry,
  openText,
  picture,
}) => {
  const { keyboard } = gantry.page;
  await openText(SHOP);
  await picture.show();
  await picture.move('service:job', 0, 60);
  const moved = await picture.placeOf('service:job');
  await picture.board.focus();
  await keyboard.press('ArrowRight');
  await expect(picture.panel('web')).toContainText('web waits for db');
  await keyboard.press('ArrowRight');
  await expect(picture.panel('db')).toBeVisible();
  await keyboard.press('Shift+F10');
  await gantry.page
    .getByRole('menu', { name: 'Actions for db' })
    .getByRole('menuitem', { name: 'Publish a port…' })
    .focus();
  await keyboard.press('Enter');
  const port = picture.dialog('Publish a port of db');
  await port.getByRole('textbox', { name: 'Port in the container' }).fill('5432');
  await port.getByRole('textbox', { name: 'Port of the host' }).fill('8089');
  await expect(port).toContainText('“web” publishes the port 8089 of the host already');
  await keyboard.press('Enter');
  await expect(editor.text).toContainText('- "8089:5432"');
  await expect(picture.wrongs).toContainText('“web” publishes the port 8089 of the host too.');
  await gantry.page.keyboard.press('ControlOrMeta+z');
  await expect(picture.wrongs).toHaveCount(0);

  await picture.board.focus();
  await keyboard.press('Delete');
  const ask = picture.dialog('Remove the service “db” from the file?');
  await expect(ask).toContainText('web: depends_on');
  await ask.getByRole('button', { name: 'Remove' }).click();
  await expect(picture.node('service:db')).toHaveCount(0);
  await expect(editor.text).not.toContainText('depends_on');
  expect(await picture.placeOf('service:job')).toBe(moved);
  await gantry.page.keyboard.press('ControlOrMeta+z');
  await expect(picture.node('service:db')).toBeVisible();

  await picture.board.focus();
  await picture.node('service:job').click();
  await keyboard.press('Enter');
  await expect(editor.text).toBeFocused();
  await expect.poll(() => gantry.page.evaluate(() => getSelection()?.toString())).toBe('job');

  // Another name, typed in the text: it stays where it is.
  await keyboard.type('work');
  await expect(picture.node('service:work')).toBeVisible();
  expect(await picture.placeOf('service:work')).toBe(moved);
});

test('what runs of the file is seen on its services', async ({ made, openText, picture }) => {
  const file = await openText(SHOP);
  await picture.show();
  await expect(picture.node('service:web')).not.toContainText('running');
  await made.container({
    hint: 'web',
    labels: {
      'com.docker.compose.project': 'shop',
      'com.docker.compose.service': 'web',
      'com.docker.compose.project.config_files': file,
    },
  });
  await expect(picture.node('service:web')).toContainText('running');
  await expect(picture.node('service:db')).not.toContainText('running');
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious in the picture and its table in the ${theme} theme`, async ({
    gantry,
    openText,
    picture,
  }) => {
    await gantry.page.emulateMedia({ colorScheme: theme });
    await openText(SHOP.replace('[db]', '[db, gone]'));
    await picture.show();
    await expect(picture.wrongs).toContainText('gone');
    await picture.node('service:web').click();
    await expect(picture.panel('web')).toBeVisible();
    const findings = async () => {
      const { violations } = await new AxeBuilder({ page: gantry.page }).analyze();
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
    };
    expect(await findings()).toEqual([]);
    const toggle = gantry.page.getByRole('button', { name: 'Show as a table' });
    await toggle.click();
    await expect(gantry.page.getByRole('region', { name: 'Picture as a table' })).toContainText('db, gone');
    expect(await findings()).toEqual([]);
    await toggle.click();
  });
}

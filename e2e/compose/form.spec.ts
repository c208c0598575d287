import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { ComposeFormPage } from '../pages/composeForm.ts';
import { expect, test } from './compose.fixtures.ts';

const FILE = `x-base: &base
  restart: always # for all
services:
  web: # the front
    <<: *base
    image: "busybox:\${TAG:-1.36}"
    ports:
      - "8080:80" # http
      - target: 443
        published: "8443"
    environment: [A=1, "B=two words"]
    depends_on: [db]
  db:
    image: busybox
    environment:
      POSTGRES_DB: app   # its name
    volumes:
      - data:/var/lib/data
volumes:
  data:
`;

test('what is typed in the form shows in the text, is undone there, and only that is saved', async ({
  editor,
  gantry,
  openText,
}) => {
  const file = await openText(FILE);
  const form = new ComposeFormPage(gantry.page);
  await form.show();
  await expect(editor.text).toBeVisible(); // beside it
  await form.type('ports 1: Host port', '8081');
  await expect(editor.text).toContainText('"8081:80" # http');
  await form.type('ports 2 published', '9443');
  await expect(editor.text).toContainText('published: "9443"');
  await form.type('image', 'busybox:1.37');
  await expect(editor.text).toContainText('image: "busybox:1.37"');
  await expect(form.field('image')).toBeFocused();

  // The text view’s own undo takes the last edit of the form back, and the form follows.
  await editor.text.click();
  await editor.text.press('ControlOrMeta+z');
  await expect(editor.text).toContainText('image: "busybox:${TAG:-1.36}');
  await expect(form.field('image')).toHaveValue('busybox:${TAG:-1.36}');
  await expect(gantry.main.getByText('TAG: 1.36 · default')).toBeVisible();

  await form.type('ports 1: Container port', 'eighty');
  await expect(gantry.main.getByRole('alert')).toContainText('A port is a number');
  await form.field('ports 1: Container port').press('Escape');

  await form.thing('db').click();
  await form.type('environment POSTGRES_DB', 'store');
  await form.type('environment: new Name', 'TZ');
  await expect(editor.text).toContainText('TZ:');
  // Undo of the field while one types, of the file when it is taken.
  await form.type('image', 'busybox:1');
  await form.field('image').press('ControlOrMeta+z');
  await expect(form.field('image')).toHaveValue('busybox');
  await gantry.page.keyboard.press('ControlOrMeta+s');
  await expect(editor.state('Saved')).toBeVisible();
  expect(await readFile(file, 'utf8')).toBe(
    FILE.replace('"8080:80"', '"8081:80"')
      .replace('"8443"', '"9443"')
      .replace('POSTGRES_DB: app ', 'POSTGRES_DB: store ')
      .replace('# its name\n', '# its name\n      TZ:\n'),
  );
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious in the form in the ${theme} theme`, async ({ gantry, openText }) => {
    await gantry.page.emulateMedia({ colorScheme: theme });
    await openText(FILE);
    const form = new ComposeFormPage(gantry.page);
    await form.show();
    await form.type('ports 1: Container port', 'eighty');
    for (const name of ['Process', 'Resources']) {
      await gantry.main.getByRole('region', { name }).getByRole('button', { name: /more:/ }).click();
    }
    await gantry.main.getByRole('button', { name: 'Text beside it' }).click();
    const { violations } = await new AxeBuilder({ page: gantry.page }).analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)).toEqual(
      [],
    );
  });
}

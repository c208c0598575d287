// @vitest-environment jsdom
import { configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { prepareTestPage } from '../../../ui/testing/page.ts';
import { renderUi } from '../../../ui/testing/renderUi.tsx';
import { openTestSession } from '../testing/openTestSession.ts';
import { ComposeForm } from './ComposeForm.tsx';

prepareTestPage();
configure({ asyncUtilTimeout: 10_000 });

const FILE = `x-base: &base
  restart: always
services:
  web: # front
    <<: *base
    image: "nginx:\${TAG:-1.27}"
    ports:
      - "8080:80" # http
      - target: 443
        published: "8443"
    environment:
      - A=1
    depends_on: [db]
    healthcheck:
      test: [CMD, "true"]
      interval: 10s
    x-note: mine
  db:
    image: postgres
    environment:
      POSTGRES_DB: app
volumes:
  data:
`;

function open(text = FILE, isReadOnly = false) {
  const session = openTestSession(text, { isReadOnly, variables: ['TAG'] });
  renderUi(<ComposeForm session={session} />);
  return session;
}
// By label, not by role: roles take jsdom a second in a form this large.
const box = (name: string) => screen.getByLabelText<HTMLInputElement>(name);
async function type(name: string, text: string): Promise<void> {
  await userEvent.clear(box(name));
  await userEvent.type(box(name), `${text.replaceAll(/[[{]/g, '$&$&')}{Enter}`);
}

test('the host port of a short port is changed in its quotes, a long one by its key, each one step of undo', async () => {
  const session = open();
  await type('ports 1: Host port', '8081');
  expect(session.text()).toBe(FILE.replace('"8080:80"', '"8081:80"'));
  await type('ports 2 published', '9443');
  expect(session.text()).toBe(FILE.replace('"8080:80"', '"8081:80"').replace('"8443"', '"9443"'));
  session.undo();
  session.undo();
  expect(session.text()).toBe(FILE);
  await waitFor(() => expect(box('ports 1: Host port').value).toBe('8080'));
});

test('lists stay lists and maps stay maps, and each takes one more', async () => {
  const session = open();
  await type('environment 1: Value', '2');
  await userEvent.type(box('environment: new Name'), 'B');
  await userEvent.type(box('environment: new Value'), 'x y{Enter}');
  expect(session.text()).toBe(FILE.replace('      - A=1\n', '      - A=2\n      - B=x y\n'));
  await userEvent.click(screen.getByRole('button', { name: 'db' }));
  await type('environment: name of POSTGRES_DB', 'PGDB');
  await waitFor(() => expect(box('environment: name of PGDB')).toBeTruthy());
  await type('environment PGDB', 'other');
  expect(session.text()).toContain('      PGDB: other\n');
});

test('what is invalid is told at its field and not written; Escape gives it up', async () => {
  const session = open();
  await type('healthcheck interval', 'ten');
  expect(screen.getByRole('alert').textContent).toContain('A duration has units');
  expect(box('healthcheck interval').getAttribute('aria-invalid')).toBe('true');
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('alert')).toBeNull();
  expect(box('healthcheck interval').value).toBe('10s');
  await type('ports 1: Container port', 'eighty');
  expect(screen.getByRole('alert').textContent).toContain('A port is a number');
  expect(session.text()).toBe(FILE);
});

test('a value says where it comes from, and what its variables are now', async () => {
  const session = open();
  expect(screen.getByText('Comes by a merge:', { exact: false }).textContent).toContain('<<: *base');
  expect(await screen.findByText('TAG: 1.27 · default', {}, { timeout: 10_000 })).toBeTruthy();
  await type('restart', 'no');
  // A key of its own: what others share stays.
  expect(session.text()).toContain('  restart: always\n');
  expect(session.text()).toMatch(/restart: ["']no["']/);
});

test('what cannot be written safely is told with what can be done instead', async () => {
  const file = 'x-e: &e\n  A: "1"\nservices:\n  web:\n    image: a\n    environment: *e\n';
  const session = open(file);
  await type('environment A', '2');
  const alert = screen.getByRole('alert');
  expect(alert.textContent).toContain('comes from “&e”');
  expect(session.text()).toBe(file);
  await userEvent.click(within(alert).getByRole('button', { name: 'Write a value of its own here' }));
  expect(session.text()).toContain('x-e: &e\n  A: "1"\n');
  expect(session.text()).toMatch(/environment:\n\s+A: "2"/);
});

test('every other key is found by a search and set, also deep inside', async () => {
  const session = open();
  await userEvent.type(box('Search keys'), 'memory');
  await userEvent.click(screen.getByRole('button', { name: 'deploy: Set…' }));
  await userEvent.click(screen.getByRole('button', { name: 'deploy resources: Set…' }));
  await userEvent.click(screen.getByRole('button', { name: 'deploy resources limits: Set…' }));
  await type('deploy resources limits memory', '64m');
  expect(session.text()).toMatch(/ {4}deploy:\n {6}resources:\n {8}limits:\n {10}memory: 64m\n/);
});

test('a service, a network or a volume is added, renamed where it is used, and removed with its uses', async () => {
  const session = open();
  await userEvent.click(screen.getByRole('button', { name: 'Add a network' }));
  const dialog = await screen.findByRole('dialog', { name: 'Add a network' });
  await userEvent.type(within(dialog).getByRole('textbox', { name: 'Name' }), 'front{Enter}');
  expect(session.text()).toContain('networks:\n  front:\n');
  await waitFor(() => expect(screen.getByRole('region', { name: 'network front' })).toBeTruthy());
  session.undo();

  await userEvent.click(screen.getByRole('button', { name: 'db' }));
  await userEvent.click(screen.getByRole('button', { name: 'Rename db' }));
  const renaming = await screen.findByRole('dialog', { name: 'Rename the service “db”' });
  await userEvent.clear(within(renaming).getByRole('textbox', { name: 'New name' }));
  await userEvent.type(within(renaming).getByRole('textbox', { name: 'New name' }), 'store{Enter}');
  await waitFor(() => expect(session.text()).toContain('depends_on: [store]'));
  await screen.findByRole('region', { name: 'service store' });

  await waitFor(() => expect(session.state().analysis?.version).toBe(session.state().version));
  await userEvent.click(screen.getByRole('button', { name: 'Remove store' }));
  const removing = await screen.findByRole('dialog');
  await waitFor(() => expect(removing.textContent).toContain('depends_on, line'));
  await userEvent.click(within(removing).getByRole('button', { name: 'Remove' }));
  await waitFor(() => expect(session.text()).not.toContain('store'));
  expect(session.text()).not.toContain('depends_on');
});

test('a key that the specification does not know is shown and edited too', async () => {
  const session = open();
  await type('x-note', 'ours');
  expect(session.text()).toBe(FILE.replace('x-note: mine', 'x-note: ours'));
  await userEvent.type(box('keys of its own: new Name'), 'own{Enter}');
  expect(screen.getByRole('alert').textContent).toContain('begins with “x-”');
  await userEvent.clear(box('keys of its own: new Name'));
  await userEvent.type(box('keys of its own: new Name'), 'x-own{Tab}1{Enter}');
  expect(session.text()).toContain('    x-note: ours\n    x-own: "1"\n');
});

test('a short port is written in its long form when one asks for it', async () => {
  const session = open();
  await userEvent.click(screen.getByLabelText('Write ports 1 in the long form'));
  expect(session.text()).toBe(FILE.replace('- "8080:80" # http\n', '- target: 80 # http\n        published: "8080"\n'));
  await waitFor(() => expect(box('ports 1 target').value).toBe('80'));
});

test('a list of services becomes a map with conditions when one asks for it', async () => {
  const session = open();
  await userEvent.click(screen.getByLabelText('depends_on: with settings for each'));
  await waitFor(() => expect(box('depends_on db condition').value).toBe('service_started'));
  await userEvent.selectOptions(box('depends_on db condition'), 'service_healthy');
  expect(session.text()).toContain('condition: service_healthy');
});

test('a value is written in its other form and back, byte for byte', async () => {
  const session = open();
  await userEvent.click(screen.getByLabelText('environment: write as a map'));
  expect(session.text()).toContain('    environment:\n      A: "1"\n');
  await userEvent.click(await screen.findByLabelText('environment: write as a list'));
  expect(session.text()).toBe(FILE);
  await userEvent.click(screen.getByLabelText('ports 2: write in the short form'));
  expect(session.text()).toContain('- "8443:443"');
  await userEvent.click(screen.getByRole('button', { name: 'db' }));
  await userEvent.click(await screen.findByLabelText('environment: write as a list'));
  expect(session.text()).toContain('- POSTGRES_DB=app');
});

test('after an item is removed the keyboard goes on beside it', async () => {
  const session = open();
  await userEvent.click(screen.getByRole('button', { name: 'Remove ports 1' }));
  expect(session.text()).not.toContain('8080');
  await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toContain('ports'));
});

test('a text of several lines is taken with Ctrl-Enter, in the block that it stands in', async () => {
  const file = 'configs:\n  site:\n    content: |\n      one\n      two # not a comment\nservices: {}\n';
  const session = open(file);
  const field = box('content');
  expect(field.value).toBe('one\ntwo # not a comment\n');
  await userEvent.type(field, 'three');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(session.text()).toBe(file.replace('comment\n', 'comment\n      three\n').replace('|\n', '|-\n'));
});

test('a file that is read only is not changed, and says so', async () => {
  const session = open(FILE, true);
  await type('image', 'other');
  expect(screen.getByRole('alert').textContent).toContain('read only');
  expect(session.text()).toBe(FILE);
});

test('undo in a field that nothing is typed in is the undo of the file', async () => {
  const session = open();
  await type('image', 'other');
  await userEvent.type(box('image'), 'x');
  await userEvent.keyboard('{Control>}z{/Control}');
  expect(session.text()).toContain('image: "other"');
  await userEvent.keyboard('{Escape}{Control>}z{/Control}');
  expect(session.text()).toBe(FILE);
  await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
  expect(session.text()).toContain('image: "other"');
});

test('what was typed and undone before the form has read it again is gone from its field', async () => {
  const session = open();
  fireEvent.change(box('image'), { target: { value: 'nginx:1.28' } });
  fireEvent.keyDown(box('image'), { key: 'Enter' });
  expect(session.text()).toContain('image: "nginx:1.28"');
  fireEvent.keyDown(box('image'), { key: 'z', ctrlKey: true });
  expect(session.text()).toBe(FILE);
  await waitFor(() => expect(box('image').value).toBe('nginx:${TAG:-1.27}'));
});

// @vitest-environment jsdom
import { configureStore } from '@reduxjs/toolkit';
import { configure, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Provider } from 'react-redux';
import { afterEach, expect, test, vi } from 'vitest';
import { prepareTestPage } from '../../../../ui/testing/page.ts';
import { renderUi } from '../../../../ui/testing/renderUi.tsx';
import { containersSlice } from '../../../containers/index.ts';
import { contextsSlice } from '../../../contexts/index.ts';
import { openTestSession } from '../../testing/openTestSession.ts';
import { PictureView } from './PictureView.tsx';

prepareTestPage();
vi.setConfig({ testTimeout: 60_000 });
configure({ asyncUtilTimeout: 10_000 });
afterEach(() => localStorage.clear());

const FILE = `services:
  web: # front
    image: nginx
    ports:
      - "8080:80"
    depends_on: [db]
  db:
    image: postgres
networks:
  back:
`;

/** The picture as its table: what a screen reader has, and what jsdom can lay out. */
async function open(text = FILE, isReadOnly = false) {
  const session = openTestSession(text, { isReadOnly });
  const store = configureStore({
    reducer: {
      [contextsSlice.name]: contextsSlice.reducer,
      [containersSlice.name]: containersSlice.reducer,
    },
  });
  renderUi(
    <Provider store={store}>
      <PictureView session={session} />
    </Provider>,
  );
  const toggle = screen.getByRole('button', { name: 'Show as a table' });
  if (toggle.getAttribute('aria-pressed') !== 'true') await userEvent.click(toggle);
  return session;
}

const click = async (name: string) => userEvent.click(await screen.findByRole('button', { name }));
const rowOf = (name: string) => screen.findByRole('row', { name: new RegExp(`^${name}`) });
const dialog = (name: string) => screen.findByRole('dialog', { name });

test('what is chosen stays chosen while its lines are taken away one by one, and after an undo', async () => {
  const session = await open(
    FILE.replace('[db]', '[db, cache]').replace('networks:', '  cache:\n    image: redis\nnetworks:'),
  );
  await click('web');
  await click('Remove: web waits for db');
  expect(session.text()).toContain('depends_on: [cache]');
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Remove: web waits for db' })).toBeNull());
  await click('Remove: web waits for cache');
  expect(session.text()).not.toContain('depends_on');
  session.undo();
  session.undo();
  expect(await screen.findByRole('button', { name: 'Remove: web waits for db' })).toBeDefined();
});

test('a service is connected by keyboard alone; it is asked whether it stays on “default”, and one undo takes it back', async () => {
  const session = await open();
  await click('web');
  await click('Connect to a network…');
  await userEvent.type(within(await dialog('Connect web to a network')).getByRole('combobox'), 'back{Enter}');
  const ask = await dialog('Connect web to back');
  expect(ask.textContent).toContain('“web” names no network, so it is on “default”');
  await userEvent.click(within(ask).getByRole('button', { name: 'Connect' }));
  expect(session.text()).toBe(
    FILE.replace('    depends_on: [db]\n', '    depends_on: [db]\n    networks:\n      - default\n      - back\n'),
  );
  await waitFor(async () => expect((await rowOf('web')).textContent).toContain('default, back'));
  session.undo();
  expect(session.text()).toBe(FILE);
});

test('what is removed is told with what else names it, and both go in one step of undo', async () => {
  const session = await open();
  await click('db');
  await click('Remove…');
  const ask = await dialog('Remove the service “db” from the file?');
  expect(within(ask).getByRole('list', { name: 'What this affects' }).textContent).toBe('web: depends_on');
  await userEvent.click(within(ask).getByRole('button', { name: 'Remove' }));
  expect(session.text()).toBe(FILE.replace('    depends_on: [db]\n', '').replace('  db:\n    image: postgres\n', ''));
  session.undo();
  expect(session.text()).toBe(FILE);
});

test('a volume that is new is declared with its mount, and a line is removed where it is listed', async () => {
  const session = await open();
  await click('web');
  await click('Mount a volume…');
  await userEvent.type(within(await dialog('Mount a volume in web')).getByRole('combobox'), 'data{Enter}');
  const ask = await dialog('Mount data in web');
  await userEvent.type(within(ask).getByRole('textbox', { name: 'Path in the container' }), '/d:x');
  expect(within(ask).getByRole('button', { name: 'Mount' })).toHaveProperty('disabled', true);
  await userEvent.type(within(ask).getByRole('textbox'), '{Backspace}{Backspace}{Enter}');
  expect(session.text()).toContain('    volumes:\n      - data:/d\n');
  expect(session.text()).toMatch(/\nvolumes:\n {2}data:\n$/);
  await click('Remove: web waits for db');
  expect(session.text()).not.toContain('depends_on');
});

test('a circle and a missing name stand there in words; a half-typed text leaves the last picture', async () => {
  const session = await open(FILE.replace('postgres\n', 'postgres\n    depends_on: [web, cache]\n'));
  const wrongs = await screen.findByRole('list', { name: 'What would not work' });
  expect(wrongs.textContent).toContain('These services wait for each other, so none would start: web → db → web.');
  expect(wrongs.textContent).toContain('“db” asks for the service “cache”, which the file does not declare.');
  session.change([{ from: 0, to: 0, insert: 'x: [\n' }]);
  expect(await screen.findByText('The text is half-typed: this is what was read before.')).toBeTruthy();
  expect(await rowOf('db')).toBeTruthy();
});

test('a refusal says why, and its offer does what was meant', async () => {
  const session = await open(`x-base: &base
  depends_on: [db]
services:
  web:
    <<: *base
    image: w
  db:
    image: d
  more:
    image: m
`);
  await click('web');
  await click('Wait for a service…');
  const ask = await dialog('What web waits for');
  await userEvent.type(within(ask).getByRole('combobox'), 'more');
  await userEvent.click(await screen.findByRole('option', { name: 'more' }));
  await userEvent.click(within(ask).getByRole('button', { name: 'Connect' }));
  const alert = await screen.findByRole('alert', { name: 'Not written' });
  expect(alert.textContent).toContain('comes into services.web by “<<”');
  await userEvent.click(within(alert).getByRole('button', { name: 'Write a copy of its own' }));
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  expect(session.text()).toContain('  depends_on: [db]\nservices:');
  await waitFor(async () => expect((await rowOf('web')).textContent).toContain('db, more'));
});

test('a file that cannot be written to is shown without anything that would write', async () => {
  await open(FILE, true);
  await click('web');
  expect(screen.getByRole('button', { name: 'Show in the text' })).toBeTruthy();
  for (const name of ['Service', 'Remove…', 'Remove: web waits for db', 'Publish a port…'])
    expect(screen.queryByRole('button', { name })).toBeNull();
});

// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { type Command, listenForShortcuts, useCommands, usePaletteSource } from '../../ui/index.ts';
import { prepareTestPage } from '../../ui/testing/page.ts';
import { renderUi } from '../../ui/testing/renderUi.tsx';
import { PaletteHost } from './PaletteHost.tsx';

prepareTestPage();

const ran: string[] = [];
beforeEach(() => {
  ran.length = 0;
  return listenForShortcuts(document, { arePlainKeysOn: () => true });
});

const command = (title: string, more: Partial<Command> = {}): Command => ({
  id: title,
  title,
  section: 'Containers',
  run: () => ran.push(title),
  ...more,
});

function Screen() {
  useCommands(() => [
    command('Run a container…', { shortcut: 'c' }),
    command('Remove stopped containers…', { keywords: ['prune'] }),
    command('Stop the engine', { section: 'Engine', isEnabled: () => false }),
    command('Go to Logs', { section: 'Go to' }),
  ]);
  usePaletteSource((query) =>
    query === '' ? [] : ['web', 'worker'].map((name) => command(`Open ${name}`, { detail: 'Running' })),
  );
  return <PaletteHost />;
}

async function open() {
  renderUi(<Screen />);
  await userEvent.keyboard('{Control>}k{/Control}');
  const box = await screen.findByRole('combobox', { name: 'Search containers and commands' });
  await waitFor(() => expect(document.activeElement).toBe(box));
  return box;
}
const options = () => screen.queryAllByRole('option').map(({ textContent }) => textContent);
const active = (box: HTMLElement) =>
  document.getElementById(box.getAttribute('aria-activedescendant') ?? '')?.textContent;

test('Ctrl-K opens a dialog with a name, which offers what can be done here', async () => {
  await open();
  expect(screen.getByRole('dialog', { name: 'Command palette' })).toBeTruthy();
  expect(options()).toEqual(['Run a container…C', 'Remove stopped containers…', 'Go to Logs']);
  expect(screen.queryByText('Stop the engine')).toBeNull(); // not possible now
});

test('typing finds by words, keywords and what the features add; Enter runs the best', async () => {
  const box = await open();
  await userEvent.keyboard('prune');
  expect(options()).toEqual(['Remove stopped containers…']);
  await userEvent.clear(box);
  await userEvent.type(box, 'work');
  expect(active(box)).toBe('Open workerRunning');
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(ran).toEqual(['Open worker']));
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('the arrows move through the list, around its ends, and say where they are', async () => {
  const box = await open();
  expect(active(box)).toBe('Run a container…C');
  await userEvent.keyboard('{ArrowDown}');
  expect(active(box)).toBe('Remove stopped containers…');
  await userEvent.keyboard('{ArrowUp}{ArrowUp}');
  expect(active(box)).toBe('Go to Logs');
});

test('what does not exist is said, and what to type instead', async () => {
  await open();
  await userEvent.keyboard('xyzzy');
  expect(options()).toEqual([]);
  expect(screen.getByText(/Nothing fits “xyzzy”/)).toBeTruthy();
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

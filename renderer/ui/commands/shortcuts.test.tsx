// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Command } from './command.ts';
import { listenForShortcuts } from './dispatcher.ts';
import { findInSources, listCommands } from './registry.ts';
import { matchesStroke, shownShortcut } from './shortcut.ts';
import { useCommands, usePaletteSource } from './useCommands.ts';

const ran: string[] = [];
let arePlainKeysOn = true;
let stop: () => void;

beforeEach(() => {
  ran.length = 0;
  arePlainKeysOn = true;
  stop = listenForShortcuts(document, { arePlainKeysOn: () => arePlainKeysOn });
});
afterEach(() => {
  stop();
  cleanup();
});

const command = (id: string, shortcut: string, more: Partial<Command> = {}): Command => ({
  id,
  title: id,
  section: 'Test',
  shortcut,
  run: () => ran.push(id),
  ...more,
});

function Screen({ commands }: { readonly commands: readonly Command[] }) {
  useCommands(() => commands);
  usePaletteSource((query) => [command(`open ${query}`, 'x')]);
  return <input aria-label="Search" />;
}

test('a command is offered for as long as its component lives', () => {
  const { unmount } = render(<Screen commands={[command('palette', 'mod+k')]} />);
  expect(listCommands().map(({ id }) => id)).toEqual(['palette']);
  expect(findInSources('redis').map(({ id }) => id)).toEqual(['open redis']);
  unmount();
  expect(listCommands()).toEqual([]);
  expect(findInSources('redis')).toEqual([]);
});

test('shortcuts run their commands: one stroke, a symbol, one key after another', async () => {
  const user = userEvent.setup();
  render(
    <Screen
      commands={[command('palette', 'mod+k'), command('help', '?'), command('containers', 'g c'), command('copy', 'c')]}
    />,
  );
  await user.keyboard('{Control>}k{/Control}');
  await user.keyboard('{Shift>}?{/Shift}');
  await user.keyboard('gc');
  await user.keyboard('c');
  expect(ran).toEqual(['palette', 'help', 'containers', 'copy']);
});

test('typing into an input runs nothing but the way into the palette', async () => {
  const user = userEvent.setup();
  render(<Screen commands={[command('copy', 'c'), command('save', 'mod+s'), command('palette', 'mod+k')]} />);
  await user.click(screen.getByLabelText('Search'));
  await user.keyboard('c{Control>}s{/Control}{Control>}k{/Control}');
  expect(ran).toEqual(['palette']);
});

test('a dialog that is open keeps the keys to itself', async () => {
  const user = userEvent.setup();
  render(
    <>
      <Screen commands={[command('stop', 's')]} />
      <dialog open aria-modal="true" />
    </>,
  );
  await user.keyboard('s');
  expect(ran).toEqual([]);
});

test('a command that is not enabled is not run, and another with the same keys is', async () => {
  const user = userEvent.setup();
  render(<Screen commands={[command('stop', 's', { isEnabled: () => false }), command('start', 's')]} />);
  await user.keyboard('s');
  expect(ran).toEqual(['start']);
});

test('single keys can be turned off without losing Ctrl shortcuts', async () => {
  arePlainKeysOn = false;
  const user = userEvent.setup();
  render(<Screen commands={[command('copy', 'c'), command('containers', 'g c'), command('palette', 'mod+k')]} />);
  await user.keyboard('cgc{Control>}k{/Control}');
  expect(ran).toEqual(['palette']);
});

test('shortcuts are shown as the platform writes them', () => {
  expect(shownShortcut('mod+shift+p', false)).toBe('Ctrl Shift P');
  expect(shownShortcut('mod+shift+p', true)).toBe('⌘ ⇧ P');
  expect(shownShortcut('g c', false)).toBe('G C');
  const press = { key: 'k', ctrlKey: true, metaKey: false, altKey: false, shiftKey: false };
  expect(matchesStroke('mod+k', press, false)).toBe(true);
  expect(matchesStroke('mod+k', press, true)).toBe(false);
});

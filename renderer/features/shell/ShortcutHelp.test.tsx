// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Command, listCommands, listenForShortcuts, shownShortcut } from '../../ui/index.ts';
import { registerCommands } from '../../ui/commands/registry.ts';
import { prepareTestPage } from '../../ui/testing/page.ts';
import { renderUi } from '../../ui/testing/renderUi.tsx';
import { layoutStore } from '../settings/index.ts';
import { ShortcutHelp } from './ShortcutHelp.tsx';

prepareTestPage();

const ran: string[] = [];
const command = (id: string, shortcut?: string): Command => ({
  ...{ id, title: `Do ${id}`, section: 'Test', run: () => void ran.push(id) },
  ...(shortcut !== undefined && { shortcut }),
});
const COMMANDS = [command('palette', 'mod+k'), command('go', 'g c'), command('help', '?'), command('silent')];
let ends: (() => void)[] = [];
beforeEach(() => {
  ran.length = 0;
  const arePlainKeysOn = () => layoutStore.read('shortcuts.plainKeys') !== false;
  ends = [registerCommands(() => COMMANDS), listenForShortcuts(document, { arePlainKeysOn })];
});
afterEach(() => {
  for (const end of ends) end();
  layoutStore.write('shortcuts.plainKeys', true);
});

const PRESSED: Readonly<Record<string, string>> = {
  'mod+k': '{Control>}k{/Control}',
  'g c': 'gc',
  '?': '{Shift>}?{/Shift}',
};

async function listed(): Promise<readonly Command[]> {
  const { unmount } = renderUi(<ShortcutHelp onClose={() => {}} />);
  const dialog = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
  const found = listCommands().filter(({ title }) => within(dialog).queryByText(title) !== null);
  for (const { title, shortcut = '' } of found) {
    const row = within(dialog).getByText(title).parentElement;
    expect(row?.textContent?.replaceAll(/\s/g, '')).toContain(shownShortcut(shortcut).replaceAll(/\s/g, ''));
  }
  unmount();
  return found;
}

test.each([true, false])(
  'what is listed is what is bound, no more and no less (single keys: %s)',
  async (arePlainOn) => {
    layoutStore.write('shortcuts.plainKeys', arePlainOn);
    const shown = (await listed()).map(({ id }) => id);
    expect(shown).toEqual(arePlainOn ? ['palette', 'go', 'help'] : ['palette']);
    const user = userEvent.setup();
    for (const keys of Object.values(PRESSED)) await user.keyboard(keys);
    expect(ran).toEqual(shown);
  },
);

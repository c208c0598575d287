// @vitest-environment jsdom
import './testing/nodeBytes.ts';
import { MantineProvider } from '@mantine/core';
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TerminalPanelProps } from './lazyTerminal.tsx';
import { SessionsContext } from './session/useSessions.ts';
import { TerminalSessions } from './session/terminalSessions.ts';
import { TerminalPanel } from './TerminalPanel.tsx';
import { TerminalsPage } from './TerminalsPage.tsx';
import { createFakeMain } from './testing/fakeMain.ts';
import { createFakeScreen, type FakeScreen } from './testing/fakeScreen.ts';

// A loaded machine is slow; what never comes is found all the same.
configure({ asyncUtilTimeout: 10_000 });

beforeAll(() => {
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  window.matchMedia ??= (media) =>
    ({ matches: false, media, addEventListener() {}, removeEventListener() {} }) as never;
});
afterEach(cleanup);

const id = 'a'.repeat(64);
const panel: TerminalPanelProps = { context: 'default', id, name: 'web', state: 'running', isInteractive: false };

function setUp(options?: Parameters<typeof createFakeMain>[0]) {
  const main = createFakeMain(options);
  const screens: FakeScreen[] = [];
  const sessions = new TerminalSessions({
    ...main.deps,
    createScreen: () => {
      const made = createFakeScreen();
      screens.push(made);
      return made;
    },
  });
  const show = (content: ReactNode) => (
    <MantineProvider env="test">
      <SessionsContext value={sessions}>{content}</SessionsContext>
    </MantineProvider>
  );
  return { main, screens, sessions, show, user: userEvent.setup() };
}

describe('the terminal tab of a container', () => {
  it('opens a shell by itself, and names the tab after it', async () => {
    const { main, show } = setUp();
    render(show(<TerminalPanel {...panel} />));
    expect(await screen.findByRole('tab', { name: 'ash' })).toBeTruthy();
    main.opened[0]?.print('/ # ');
    expect(await screen.findByText('/ #')).toBeTruthy();
    expect(main.opened).toHaveLength(1);
    const command = screen.getByRole('figure', { name: 'The same on the command line' });
    expect(command.textContent).toContain('docker exec -it web ash');
  });

  it('opens the main process itself where that is an interactive one, once it is known', async () => {
    const { main, show } = setUp();
    const { rerender } = render(show(<TerminalPanel {...panel} isInteractive={undefined} />));
    expect(await screen.findByText('No terminal is open')).toBeTruthy();
    rerender(show(<TerminalPanel {...panel} isInteractive />));
    expect(await screen.findByRole('tab', { name: 'main process' })).toBeTruthy();
    expect(main.opened.map(({ terminal }) => terminal.target.type)).toEqual(['attach']);
  });

  it('is attached again when the main process runs again, but not to one that was left', async () => {
    let startedAt = 1;
    const { main, show, user } = setUp({ processStartedAt: () => startedAt });
    const { rerender } = render(show(<TerminalPanel {...panel} isInteractive startedAt={1} />));
    await screen.findByRole('button', { name: 'Detach' });
    main.opened[0]?.exit(137);
    rerender(show(<TerminalPanel {...panel} isInteractive state="exited" startedAt={1} />));
    expect(await screen.findByText('Ended with exit code 137.')).toBeTruthy();
    startedAt = 2;
    rerender(show(<TerminalPanel {...panel} isInteractive startedAt={1} />)); // the list is told before the details
    rerender(show(<TerminalPanel {...panel} isInteractive startedAt={2} />));
    await waitFor(() => expect(main.opened).toHaveLength(2));
    await user.click(await screen.findByRole('button', { name: 'Detach' }));
    rerender(show(<TerminalPanel {...panel} isInteractive state="paused" startedAt={2} />));
    rerender(show(<TerminalPanel {...panel} isInteractive startedAt={2} />));
    expect(screen.getByRole('button', { name: 'Attach again' })).toBeTruthy();
    expect(main.opened).toHaveLength(2);
  });

  it('is attached again when its end is told after the new start', async () => {
    let startedAt = 1;
    const { main, show } = setUp({ processStartedAt: () => startedAt });
    const { rerender } = render(show(<TerminalPanel {...panel} isInteractive startedAt={1} />));
    await screen.findByRole('button', { name: 'Detach' });
    startedAt = 2;
    rerender(show(<TerminalPanel {...panel} isInteractive startedAt={2} />));
    main.opened[0]?.exit();
    await waitFor(() => expect(main.opened).toHaveLength(2));
    expect(await screen.findByRole('button', { name: 'Detach' })).toBeTruthy();
    main.opened[1]?.exit(); // left by its keys: what it was attached to runs on
    expect(await screen.findByText('Ended with exit code undefined.')).toBeTruthy();
    expect(main.opened).toHaveLength(2);
  });

  it('keeps its terminals while something else is looked at', async () => {
    const { main, show } = setUp();
    const { rerender } = render(show(<TerminalPanel {...panel} />));
    await screen.findByRole('tab', { name: 'ash' });
    rerender(show(<p>Elsewhere</p>));
    main.opened[0]?.print('printed meanwhile');
    rerender(show(<TerminalPanel {...panel} />));
    expect(await screen.findByText('printed meanwhile')).toBeTruthy();
    expect(main.opened).toHaveLength(1);
  });

  it('opens another shell as somebody else, and closes it for good', async () => {
    const { main, show, user } = setUp();
    render(show(<TerminalPanel {...panel} />));
    await screen.findByRole('tab', { name: 'ash' });
    await user.click(screen.getByRole('button', { name: 'New shell as…' }));
    const form = within(await screen.findByRole('dialog'));
    await user.type(form.getByLabelText('User'), 'nobody');
    await user.type(form.getByLabelText('Folder'), '/tmp');
    await user.click(form.getByRole('button', { name: 'Open' }));
    expect(await screen.findByRole('tab', { name: 'ash 2', selected: true })).toBeTruthy();
    expect(main.opened[1]?.terminal.target).toMatchObject({ user: 'nobody', workingDir: '/tmp' });
    await user.click(screen.getByRole('button', { name: 'Close ash 2' }));
    await waitFor(() => expect(main.opened.map(({ isClosed }) => isClosed)).toEqual([false, true]));
    expect(screen.getAllByRole('tab')).toHaveLength(1);
  });

  it('does not open another one by itself after the last was closed', async () => {
    const { main, show, user } = setUp();
    render(show(<TerminalPanel {...panel} />));
    await user.click(await screen.findByRole('button', { name: 'Close ash' }));
    expect(await screen.findByText('No terminal is open')).toBeTruthy();
    expect(main.opened).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'New shell' }));
    await waitFor(() => expect(main.opened).toHaveLength(2));
  });

  it('takes Delete on a tab for itself: it is also the shortcut that removes the container', async () => {
    const { main, show } = setUp();
    render(show(<TerminalPanel {...panel} />));
    const tab = await screen.findByRole('tab', { name: 'ash' });
    expect(fireEvent.keyDown(tab, { key: 'Delete' })).toBe(false);
    await waitFor(() => expect(main.opened[0]?.isClosed).toBe(true));
  });

  it('says what Ctrl-C does when it is attached, and leaves without stopping', async () => {
    const { main, show, user } = setUp();
    render(show(<TerminalPanel {...panel} />));
    await user.click(await screen.findByRole('button', { name: 'Close ash' }));
    await user.click(await screen.findByRole('button', { name: 'Attach to main process' }));
    expect(await screen.findByText(/may stop the container/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Detach' }));
    expect(await screen.findByText(/The main process goes on/)).toBeTruthy();
    await waitFor(() => expect(main.opened[1]?.isClosed).toBe(true));
  });

  it('says how a shell ended and starts it again', async () => {
    const { main, show, user } = setUp();
    render(show(<TerminalPanel {...panel} />));
    await screen.findByRole('tab', { name: 'ash' });
    main.opened[0]?.exit(3);
    expect(await screen.findByText('Ended with exit code 3.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Restart shell' }));
    await waitFor(() => expect(main.opened).toHaveLength(2));
    expect(screen.queryByText('Ended with exit code 3.')).toBeNull();
  });

  it.each([
    ['exited', 'web does not run', 'Start'],
    ['paused', 'web is paused', 'Unpause'],
  ] as const)('offers what helps when the container is %s', async (state, title, button) => {
    const { main, show } = setUp();
    render(show(<TerminalPanel {...panel} state={state} />));
    expect(await screen.findByText(title)).toBeTruthy();
    expect(screen.getByRole('button', { name: button })).toBeTruthy();
    expect(main.opened).toHaveLength(0);
  });

  it('says why a shell cannot be opened', async () => {
    const { show } = setUp({ refuses: 'web has no shell.' });
    render(show(<TerminalPanel {...panel} />));
    expect(await screen.findByText('web has no shell.')).toBeTruthy();
  });

  it('searches in what was printed', async () => {
    const { show, screens, user } = setUp();
    render(show(<TerminalPanel {...panel} />));
    await screen.findByRole('tab', { name: 'ash' });
    screens[0]?.askForSearch();
    await user.type(await screen.findByRole('textbox', { name: 'Search in the terminal' }), 'error');
    expect(screens[0]?.searched()).toBe('error');
    screens[0]?.report({ index: 1, count: 7 });
    expect(await screen.findByText('2 of 7')).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(screens[0]?.searched()).toBeUndefined();
  });
});

describe('the page of all terminals', () => {
  it('shows those of every container, with its name', async () => {
    const { sessions, show } = setUp();
    render(show(<TerminalsPage />));
    expect(screen.getByText('No terminal is open')).toBeTruthy();
    sessions.open({ type: 'exec', ref: { context: 'default', id } }, 'web');
    sessions.open({ type: 'exec', ref: { context: 'default', id: 'b'.repeat(64) } }, 'db');
    expect(await screen.findByRole('tab', { name: /^db/, selected: true })).toBeTruthy();
    expect(screen.getByRole('tab', { name: /^web/ })).toBeTruthy();
  });
});

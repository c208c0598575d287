// @vitest-environment jsdom
import '../testing/nodeBytes.ts';
import { describe, expect, it, vi } from 'vitest';
import type { TerminalTarget } from '../../../../contract/model/terminal.ts';
import { createFakeMain } from '../testing/fakeMain.ts';
import { createFakeScreen, type FakeScreen } from '../testing/fakeScreen.ts';
import { TerminalSessions } from './terminalSessions.ts';

const ref = { context: 'default', id: 'a'.repeat(64) };
const shell: TerminalTarget = { type: 'exec', ref };
const attach: TerminalTarget = { type: 'attach', ref };

function setUp(options?: Parameters<typeof createFakeMain>[0]) {
  const main = createFakeMain(options);
  const screens: FakeScreen[] = [];
  const createScreen = () => {
    const screen = createFakeScreen();
    screens.push(screen);
    return screen;
  };
  const sessions = new TerminalSessions({ ...main.deps, createScreen });
  const statusOf = (key: string) => sessions.get(key)?.state.status;
  async function openAndShow(target: TerminalTarget) {
    const key = sessions.open(target, 'web');
    sessions.get(key)?.show();
    await vi.waitFor(() => expect(statusOf(key)?.type).toBe('open'));
    return { key, screen: screens.at(-1) as FakeScreen, session: sessions.get(key) };
  }
  return { main, screens, sessions, statusOf, openAndShow };
}

describe('a terminal', () => {
  it('is opened when it is first shown, as large as it is', async () => {
    const { main, sessions, screens } = setUp();
    const key = sessions.open(shell, 'web');
    expect(sessions.list()[0]).toMatchObject({ containerName: 'web', status: { type: 'waiting' } });
    screens[0]?.resize({ columns: 120, rows: 40 });
    sessions.get(key)?.show();
    sessions.get(key)?.show();
    await vi.waitFor(() => expect(sessions.list()[0]).toMatchObject({ program: '/bin/ash', status: { type: 'open' } }));
    expect(main.opened.map(({ size }) => size)).toEqual([{ columns: 120, rows: 40 }]);
  });

  it('shows what is printed and sends what is typed', async () => {
    const { main, openAndShow } = setUp();
    const { screen } = await openAndShow(shell);
    main.opened[0]?.print('/ # ');
    await vi.waitFor(() => expect(screen.shown()).toBe('/ # '));
    screen.type('ls');
    screen.type('\r');
    await vi.waitFor(() => expect(main.opened[0]?.typed.join('')).toBe('ls\r'));
  });

  it('tells the program its new size once, when the dragging is over', async () => {
    const { main, openAndShow } = setUp();
    const { screen } = await openAndShow(shell);
    screen.resize({ columns: 90, rows: 24 });
    screen.resize({ columns: 100, rows: 30 });
    expect(main.opened[0]?.size).toEqual({ columns: 80, rows: 24 });
    await vi.waitFor(() => expect(main.opened[0]?.size).toEqual({ columns: 100, rows: 30 }));
  });

  it('says how it ended, and can be started again below', async () => {
    const { main, sessions, statusOf, openAndShow } = setUp();
    const { key, screen, session } = await openAndShow(shell);
    main.opened[0]?.print('bye');
    main.opened[0]?.exit(137);
    await vi.waitFor(() =>
      expect(statusOf(key)).toEqual({ type: 'ended', exitCode: 137, message: 'Ended with exit code 137.' }),
    );
    screen.type('typed after the end');
    session?.restart();
    await vi.waitFor(() => expect(statusOf(key)?.type).toBe('open'));
    main.opened[1]?.print('again');
    await vi.waitFor(() => expect(screen.shown()).toMatch(/^bye.*again$/s));
    expect(main.opened.flatMap(({ typed }) => typed)).toEqual([]);
    expect(sessions.list()).toHaveLength(1);
  });

  it('says why it cannot be opened', async () => {
    const { sessions, statusOf } = setUp({ refuses: 'web is paused.' });
    const key = sessions.open(shell, 'web');
    sessions.get(key)?.show();
    await vi.waitFor(() =>
      expect(statusOf(key)).toMatchObject({ type: 'failed', error: { message: 'web is paused.' } }),
    );
  });

  it('is closed for good: nothing stays open in main, nothing of its screen is left', async () => {
    const { main, sessions, openAndShow } = setUp();
    const { key, screen } = await openAndShow(shell);
    await vi.waitFor(() => expect(main.readers()).toBe(1));
    sessions.close(key);
    expect(sessions.list()).toEqual([]);
    expect(screen.isDisposed()).toBe(true);
    await vi.waitFor(() => {
      expect(main.opened[0]?.isClosed).toBe(true);
      expect(main.readers()).toBe(0);
    });
  });

  it('is closed in main also when it is closed here before it was open', async () => {
    const { main, sessions } = setUp();
    const key = sessions.open(shell, 'web');
    sessions.get(key)?.show();
    sessions.close(key);
    await vi.waitFor(() => expect(main.opened[0]?.isClosed).toBe(true));
    expect(main.readers()).toBe(0);
  });

  it('goes on after a lost connection', async () => {
    const { main, statusOf, openAndShow } = setUp();
    const { key, screen } = await openAndShow(shell);
    main.opened[0]?.print('one ');
    await vi.waitFor(() => expect(screen.shown()).toBe('one '));
    main.cut();
    main.opened[0]?.print('two');
    await vi.waitFor(() => expect(screen.shown()).toBe('one two'), 3000);
    expect(statusOf(key)?.type).toBe('open');
  });

  it('is taken up again after the page was loaded anew', async () => {
    const { main, openAndShow } = setUp();
    await openAndShow(shell);
    const screens: FakeScreen[] = [];
    const anew = new TerminalSessions({
      ...main.deps,
      createScreen: () => {
        screens.push(createFakeScreen());
        return screens.at(-1) as FakeScreen;
      },
    });
    await anew.load();
    await anew.load();
    await vi.waitFor(() => expect(anew.list()).toMatchObject([{ containerName: 'web', program: '/bin/ash' }]));
    main.opened[0]?.print('still here');
    await vi.waitFor(() => expect(screens[0]?.shown()).toContain('still here'));
    expect(main.opened).toHaveLength(1);
  });
});

describe('a terminal that is attached', () => {
  it('is left with Ctrl-P Ctrl-Q, which the program does not get', async () => {
    const { main, statusOf, openAndShow } = setUp();
    const { key, screen } = await openAndShow(attach);
    screen.type('x');
    screen.type('\x10');
    screen.type('\x11');
    expect(statusOf(key)?.type).toBe('detached');
    await vi.waitFor(() => expect(main.opened[0]?.isClosed).toBe(true));
    expect(main.opened[0]?.typed).toEqual(['x']);
  });

  it('gets all that was typed before it was left, and the next time nothing of it', async () => {
    const { main, statusOf, openAndShow } = setUp();
    const { key, screen, session } = await openAndShow(attach);
    for (const typed of ['p', 'w', 'd', '\r', '\x10', '\x11']) screen.type(typed);
    session?.restart();
    await vi.waitFor(() => expect(statusOf(key)?.type).toBe('open'));
    screen.type('exit\r');
    await vi.waitFor(() => expect(main.opened[1]?.typed.join('')).toBe('exit\r'));
    expect(main.opened[0]).toMatchObject({ isClosed: true });
    expect(main.opened[0]?.typed.join('')).toBe('pwd\r');
  });
});

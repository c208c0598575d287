// @vitest-environment jsdom
import './testing/nodeBytes.ts';
import { MantineProvider } from '@mantine/core';
import { cleanup, configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppFailure } from '../../../contract/errors.ts';
import { layoutStore } from '../settings/index.ts';
import { LogsPage } from './LogsPage.tsx';
import { LogsView } from './LogsView.tsx';
import { createFakeLogs } from './testing/fakeLogs.ts';

// A loaded machine is slow; what never comes is found all the same.
configure({ asyncUtilTimeout: 10_000 });

const ID = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);
const names = { [ID]: 'web', [OTHER]: 'db' };

beforeAll(() => {
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  window.matchMedia ??= (media) =>
    ({ matches: false, media, addEventListener() {}, removeEventListener() {} }) as never;
  // jsdom lays nothing out: twenty rows fit.
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 360 });
});
beforeEach(() => {
  for (const key of ['logs.time', 'logs.wrap', 'logs.chosen.default']) layoutStore.write(key, undefined);
});
afterEach(cleanup);

const show = (content: ReactNode) => <MantineProvider env="test">{content}</MantineProvider>;
const linesOf = () =>
  [...screen.getByRole('log').querySelectorAll('[data-line]')].map((row) =>
    row.textContent?.replace(/\s+/g, ' ').trim(),
  );
const rowsAre = (expected: readonly string[]) => waitFor(() => expect(linesOf()).toEqual(expected));

async function open(ids: readonly string[] = [ID]) {
  const logs = createFakeLogs();
  const view = render(show(<LogsView context="default" ids={ids} names={names} />));
  await waitFor(() => expect(logs.openStreams()).toBe(1));
  return { logs, user: userEvent.setup(), ...view };
}

describe('the log of a container', () => {
  it('shows what was printed and what comes, with colours and without control characters', async () => {
    const { logs } = await open();
    logs.print(['\x1b[31mred\x1b[0m plain', 'two']);
    await rowsAre(['red plain', 'two']);
    expect(screen.getByText('red').style.color).toBe('var(--g-ansi-1)');
    logs.print(['three\x1b]0;title\x07']);
    await rowsAre(['red plain', 'two', 'three']);
  });

  it('says that there is nothing yet, and what happens to the container', async () => {
    const { logs } = await open();
    logs.say({ type: 'caught-up' });
    expect(await screen.findByText('Nothing was printed yet')).toBeTruthy();
    logs.print(['last words']);
    logs.say({ type: 'source-ended', source: 0, reason: 'stopped' });
    logs.say({ type: 'source-resumed', source: 0 });
    await rowsAre(['last words', 'web does not run. Its log goes on here when it is started.', 'web was started.']);
    await waitFor(() => expect(screen.queryByText('Nothing was printed yet')).toBeNull());
  });

  it('says why it cannot be read, and tries again', async () => {
    const { logs, user } = await open();
    logs.say(
      new AppFailure({ code: 'unsupported', message: 'This log is kept elsewhere.', hint: 'Use another log driver.' }),
    );
    expect(await screen.findByText('This log is kept elsewhere.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(logs.asked).toHaveLength(2));
    await waitFor(() => expect(screen.queryByText('This log is kept elsewhere.')).toBeNull());
  });

  it('reads as few of the last lines as are wanted, and shows the command that does', async () => {
    const { logs, user } = await open();
    const command = () => screen.getByRole('figure', { name: 'The same on the command line' }).textContent;
    expect(command()).toContain('docker container logs --follow --tail 100000 web');
    await user.click(screen.getByRole('button', { name: 'Timestamps and range' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Last … lines' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Read the last lines' }));
    await user.clear(dialog.getByRole('textbox', { name: 'Lines' }));
    expect(dialog.getByRole('button', { name: 'Read' })).toHaveProperty('disabled', true);
    await user.type(dialog.getByRole('textbox', { name: 'Lines' }), '2{Enter}');
    await waitFor(() => expect(logs.asked.at(-1)?.tail).toBe(2));
    expect(command()).toContain('docker container logs --follow --tail 2 web');
    await user.click(screen.getByRole('button', { name: 'Timestamps and range' }));
    expect(await screen.findByRole('menuitemradio', { name: 'Last 2 lines', checked: true })).toBeTruthy();
  });

  it('ends at the engine when it is left', async () => {
    const { logs, unmount } = await open();
    unmount();
    await waitFor(() => expect(logs.openStreams()).toBe(0));
  });

  it('goes on after a lost connection where it stopped, and says so', async () => {
    const { logs } = await open();
    logs.print([
      { text: 'one', time: 1000.5 },
      { text: 'two', time: 2000.25 },
    ]);
    await rowsAre(['one', 'two']);
    logs.cut();
    await waitFor(() => expect(logs.asked).toHaveLength(2), { timeout: 3000 });
    expect(logs.asked[1]?.since).toBe(2000);
    logs.print([
      { text: 'two', time: 2000.25 },
      { text: 'three', time: 3000 },
    ]);
    await rowsAre(['one', 'two', 'The connection was lost and is back. It goes on where it stopped.', 'three']);
  });

  it('finds, counts, and goes to the next match and back', async () => {
    const { logs, user } = await open();
    logs.print(['apple', 'pear', 'pineapple', 'Apple']);
    await user.type(screen.getByRole('textbox', { name: 'Search the log' }), 'apple');
    expect(await screen.findByText('3')).toBeTruthy();
    const current = () => screen.getByRole('log').querySelector('[data-current]')?.textContent;
    await user.keyboard('{Enter}');
    expect(await screen.findByText('1/3')).toBeTruthy();
    await waitFor(() => expect(current()).toBe('apple'));
    await user.keyboard('{Enter}{Enter}');
    expect(await screen.findByText('3/3')).toBeTruthy();
    await user.keyboard('{Shift>}{Enter}{/Shift}');
    expect(await screen.findByText('2/3')).toBeTruthy();
    await waitFor(() => expect(current()).toBe('pineapple'));
    expect([...screen.getByRole('log').querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual([
      'apple',
      'apple',
      'Apple',
    ]);
  });

  it('shows only what matches, also an expression, and says when it is not one', async () => {
    const { logs, user } = await open();
    logs.print(['apple 1', 'pear 2', 'apple 33']);
    await user.click(screen.getByRole('button', { name: 'Regular expression' }));
    await user.click(screen.getByRole('button', { name: 'Only lines that match' }));
    const box = screen.getByRole('textbox', { name: 'Search the log' });
    await user.type(box, '\\d$');
    await rowsAre(['apple 1', 'pear 2', 'apple 33']);
    await user.clear(box);
    await user.type(box, '\\d{{2}');
    await rowsAre(['apple 33']);
    logs.print(['pear 44']);
    await rowsAre(['apple 33', 'pear 44']);
    await user.clear(box);
    await user.type(box, '(');
    expect((await screen.findByRole('alert')).textContent).toBe('Unterminated group');
  });

  it('leaves out levels and streams', async () => {
    const { logs, user } = await open();
    logs.print(['ERROR broken', 'INFO fine', { text: 'to stderr', isStderr: true }]);
    await rowsAre(['ERROR broken', 'INFO fine', 'to stderr']);
    await user.click(screen.getByRole('button', { name: /^Levels and streams/ }));
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Info' }));
    await rowsAre(['ERROR broken', 'to stderr']);
    await user.click(screen.getByRole('menuitemcheckbox', { name: 'stdout' }));
    await rowsAre(['to stderr']);
    await user.click(screen.getByRole('menuitemcheckbox', { name: 'stderr' }));
    expect(await screen.findByText('No line passes the filter')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Show all lines' }));
    await rowsAre(['ERROR broken', 'INFO fine', 'to stderr']);
  });

  it('shows times, and remembers how', async () => {
    const { logs, user, unmount } = await open();
    logs.print([{ text: 'hello', time: Date.UTC(2026, 10, 21, 9, 8, 7, 5) }]);
    await user.click(screen.getByRole('button', { name: 'Timestamps and range' }));
    await user.click(await screen.findByRole('menuitemradio', { name: 'UTC (ISO 8601)' }));
    await rowsAre(['2026-11-21T09:08:07.005Zhello']);
    unmount();
    const again = await open();
    again.logs.print([{ text: 'again', time: 0 }]);
    await rowsAre(['1970-01-01T00:00:00.000Zagain']);
    expect(layoutStore.read('logs.time')).toBe('utc');
  });

  it('reads as far back as it is asked to', async () => {
    const { logs, user } = await open();
    expect(logs.asked[0]?.tail).toBe(100_000);
    await user.click(screen.getByRole('button', { name: 'Timestamps and range' }));
    await user.click(await screen.findByRole('menuitemradio', { name: 'Last 1,000 lines' }));
    await waitFor(() => expect(logs.asked[1]?.tail).toBe(1000));
    await user.click(screen.getByRole('button', { name: 'Timestamps and range' }));
    await user.click(await screen.findByRole('menuitemradio', { name: 'Last hour' }));
    await waitFor(() => expect(logs.asked[2]?.since).toBeGreaterThan(Date.now() - 3_700_000));
    expect(logs.asked[2]?.tail).toBeUndefined();
    await waitFor(() => expect(logs.openStreams()).toBe(1));
  });

  it('opens a line of JSON', async () => {
    const { logs, user } = await open();
    logs.print(['{"level":"info","user":{"id":1}}']);
    await user.click(await screen.findByRole('button', { name: 'Open the JSON' }));
    await waitFor(() =>
      expect(screen.getByRole('log').querySelector('pre')?.textContent).toBe(
        '{\n  "level": "info",\n  "user": {\n    "id": 1\n  }\n}',
      ),
    );
    await user.click(screen.getByRole('button', { name: 'Close the JSON' }));
    await waitFor(() => expect(screen.getByRole('log').querySelector('pre')).toBeNull());
  });

  it('shows the beginning of a very long line, and more when asked', async () => {
    const { logs, user } = await open();
    logs.print(['x'.repeat(500_000)]);
    const more = await screen.findByRole('button', { name: 'Show more of 500 kB' });
    expect(linesOf()[0]?.length).toBeLessThan(5000);
    await user.click(more);
    await waitFor(() => expect(linesOf()[0]?.length).toBeGreaterThan(60_000));
  });

  it('takes nothing from the engine while it is paused, and forgets what is cleared', async () => {
    const { logs, user } = await open();
    logs.print(['before']);
    await rowsAre(['before']);
    await user.click(screen.getByRole('button', { name: 'Pause' }));
    logs.print(['first of the pause']);
    logs.print(['meanwhile']);
    expect(await screen.findByText(/^Paused/)).toBeTruthy();
    expect(linesOf()).not.toContain('meanwhile');
    await user.click(screen.getByRole('button', { name: 'Go on' }));
    await rowsAre(['before', 'first of the pause', 'meanwhile']);
    await user.click(screen.getByRole('button', { name: 'Clear the view' }));
    await rowsAre([]);
    logs.print(['after']);
    await rowsAre(['after']);
  });

  it('selects lines at their edge and copies them as text', async () => {
    const { logs, user } = await open();
    logs.print(['one', '\x1b[32mtwo\x1b[0m', 'three']);
    await rowsAre(['one', 'two', 'three']);
    const writeText = vi.spyOn(navigator.clipboard, 'writeText');
    const edges = () => [...screen.getByRole('log').querySelectorAll<HTMLElement>('[data-line] > :first-child')];
    const selected = () => screen.getByRole('log').querySelectorAll('[data-selected]').length;
    await user.click(edges()[0] as HTMLElement);
    await waitFor(() => expect(selected()).toBe(1));
    await user.keyboard('{Shift>}');
    await user.click(edges()[1] as HTMLElement);
    await user.keyboard('{/Shift}');
    await waitFor(() => expect(selected()).toBe(2));
    await user.keyboard('{Control>}c{/Control}');
    await waitFor(() => expect(writeText).toHaveBeenCalledWith('one\ntwo'));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.getByRole('log').querySelector('[data-selected]')).toBeNull());
  });

  it('is searched from the lines with “/”', async () => {
    const { user } = await open();
    screen.getByRole('log').focus();
    await user.keyboard('/');
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Search the log' }));
    await user.keyboard('{Escape}');
    expect(document.activeElement).toBe(screen.getByRole('log'));
  });
});

describe('merged logs', () => {
  it('have a name and a colour for each container, which can be left out', async () => {
    const { logs, user } = await open([ID, OTHER]);
    logs.print(['from web'], 0);
    logs.print(['from db'], 1);
    await rowsAre(['webfrom web', 'dbfrom db']);
    expect(within(screen.getByRole('log')).getByText('web').style.color).toBe('var(--g-series-1)');
    expect(within(screen.getByRole('log')).getByText('db').style.color).toBe('var(--g-series-2)');
    await user.click(within(screen.getByRole('group', { name: 'Containers' })).getByRole('button', { name: 'web' }));
    await rowsAre(['dbfrom db']);
  });

  it('are chosen by container or stack, and remembered by name', async () => {
    const logs = createFakeLogs();
    const user = userEvent.setup();
    const containers = [
      { id: ID, name: 'web', state: 'running', stack: { project: 'shop' } },
      { id: OTHER, name: 'db', state: 'exited', stack: { project: 'shop' } },
    ] as const;
    const { rerender } = render(show(<LogsPage context="default" containers={containers} />));
    await user.click(screen.getByRole('button', { name: 'shop (2)' }));
    await waitFor(() => expect(logs.asked[0]?.ids).toEqual([OTHER, ID]));
    const recreated = { ...containers[0], id: 'c'.repeat(64) };
    rerender(show(<LogsPage context="default" containers={[recreated, containers[1]]} />));
    await waitFor(() => expect(logs.asked[1]?.ids).toEqual([OTHER, recreated.id]));
  });
});

// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { AppFailure } from '../../../contract/errors.ts';
import { contract } from '../../../contract/index.ts';
import { memoryPipe } from '../../../contract/rpc/memory.ts';
import { serve } from '../../../contract/rpc/serve.ts';
import { connectOver } from '../../rpc/index.ts';
import { prepareTestPage } from '../../ui/testing/page.ts';
import { renderUi } from '../../ui/testing/renderUi.tsx';
import { LogTab } from './LogTab.tsx';

prepareTestPage();

const ending: (() => void)[] = [];
afterEach(() => ending.splice(0).forEach((end) => end()));

const LINES = [
  'level=info msg="Starting up"',
  'level=info msg="Loading containers: start."',
  'level=warning msg="no swap limit"',
  'level=info msg="Loading containers: done."',
  'level=error msg="LOADING failed: loading"',
];

/** `write` is what the engine adds to its log. */
async function show(lines: readonly string[] = LINES, failure?: AppFailure) {
  let more: (batch: readonly string[]) => void = () => {};
  let isClosed = false;
  const engine = {
    async *log(_: unknown, signal: AbortSignal) {
      signal.addEventListener('abort', () => (isClosed = true));
      if (failure) throw failure;
      yield lines;
      for (;;) {
        const batch = await new Promise<readonly string[]>((resolve) => {
          more = resolve;
          signal.addEventListener('abort', () => resolve([]), { once: true });
        });
        if (signal.aborted) return;
        yield batch;
      }
    },
  };
  const handlers = { engine } as unknown as Parameters<typeof serve<typeof contract>>[1];
  connectOver(() => {
    const [clientEnd, serverEnd, close] = memoryPipe();
    serve(contract, handlers, serverEnd);
    ending.push(close);
    return clientEnd;
  });
  const { unmount } = renderUi(<LogTab />);
  if (lines.length > 0 && !failure) await screen.findByText(lines.at(-1) ?? '');
  return { write: (batch: readonly string[]) => more(batch), unmount, isClosed: () => isClosed };
}

const log = () => screen.getByRole('log', { name: 'Log of the engine' });
const shown = () => [...log().querySelectorAll('[class*="line"]')].map((line) => line.textContent);
const current = () => log().querySelector('[data-current]')?.textContent;
const search = (text: string) => userEvent.type(screen.getByRole('textbox', { name: 'Search the engine’s log' }), text);
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const box = () => screen.getByRole('textbox', { name: 'Search the engine’s log' }).parentElement as HTMLElement;
const count = (text: string) => waitFor(() => expect(within(box()).getByText(text)).toBeTruthy());

test('it shows the log, what is written meanwhile, and the level of each line', async () => {
  const { write } = await show();
  expect(shown()).toEqual(LINES);
  expect(log().querySelector('[data-level="error"]')?.textContent).toBe(LINES[4]);
  write(['level=info msg="later"', 'and more']);
  await waitFor(() => expect(shown()).toEqual([...LINES, 'level=info msg="later"', 'and more']));
});

test('a search counts the lines that fit, in any case, and marks every place in them', async () => {
  const { write } = await show();
  await search('loading');
  await count('3');
  expect([...log().querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual([
    'Loading',
    'Loading',
    'LOADING',
    'loading',
  ]);
  expect(shown()).toEqual(LINES);
  write(['loading again']);
  await count('4');
});

test('next and previous go from hit to hit, round the ends, and stop following the end', async () => {
  await show();
  const follow = () => screen.getByRole('button', { name: 'Follow the end' }).getAttribute('aria-pressed');
  expect(follow()).toBe('true');
  await search('Loading containers');
  await count('2');
  await press('Next hit');
  await count('1 of 2');
  expect(current()).toBe(LINES[1]);
  expect(follow()).toBe('false');
  await press('Next hit');
  expect(current()).toBe(LINES[3]);
  await press('Next hit');
  expect(current()).toBe(LINES[1]);
  await press('Previous hit');
  await count('2 of 2');
  expect(current()).toBe(LINES[3]);
  await userEvent.type(screen.getByRole('textbox'), '{Enter}');
  expect(current()).toBe(LINES[1]);
});

test('the first press of previous begins at the last hit', async () => {
  await show();
  await search('loading');
  await count('3');
  await press('Previous hit');
  await count('3 of 3');
  expect(current()).toBe(LINES[4]);
});

test('only the lines that fit can be shown, and all of them again', async () => {
  await show();
  expect(screen.getByRole('button', { name: 'Only lines that fit' }).hasAttribute('disabled')).toBe(true);
  await search('loading');
  await press('Only lines that fit');
  await waitFor(() => expect(shown()).toEqual([LINES[1], LINES[3], LINES[4]]));
  await press('Next hit');
  expect(current()).toBe(LINES[1]);
  await press('Clear search');
  await waitFor(() => expect(shown()).toEqual(LINES));
});

test('where nothing fits there is nowhere to go', async () => {
  await show();
  await search('kernel panic');
  await count('0');
  for (const name of ['Next hit', 'Previous hit']) {
    expect(screen.getByRole('button', { name }).hasAttribute('disabled')).toBe(true);
  }
  expect(log().querySelector('mark')).toBe(null);
});

test('an empty log says when there will be something', async () => {
  await show([]);
  expect(await screen.findByText('The log is empty')).toBeTruthy();
});

test('a log that cannot be read says why', async () => {
  const message = 'The engine’s log may not be read.';
  await show([], new AppFailure({ code: 'permission-denied', message, hint: 'Run Gantry as the user it belongs to.' }));
  expect((await screen.findByRole('alert')).textContent).toContain(message);
});

test('the log is closed with the page that shows it', async () => {
  const { unmount, isClosed } = await show();
  unmount();
  await waitFor(() => expect(isClosed()).toBe(true));
});

// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { contract } from '../../../contract/index.ts';
import type { UpdateState, UpdateStatus } from '../../../contract/model/update.ts';
import { memoryPipe } from '../../../contract/rpc/memory.ts';
import { serve } from '../../../contract/rpc/serve.ts';
import { connectOver } from '../../rpc/index.ts';
import { prepareTestPage } from '../../ui/testing/page.ts';
import { renderUi } from '../../ui/testing/renderUi.tsx';
import { UpdatesSection } from './UpdatesSection.tsx';

prepareTestPage();
const ending: (() => void)[] = [];
afterEach(() => ending.splice(0).forEach((end) => end()));

const release = { version: '2.0.0', notes: 'Faster lists.' };

/** Says these states one after the other, each when something is asked for. */
function serveUpdates(states: readonly UpdateState[]) {
  const asked: string[] = [];
  let step = () => {};
  let at = 0;
  const next = (name: string) => async () => {
    asked.push(name);
    at += 1;
    step();
  };
  const updates = {
    async *watch(_: unknown, signal: AbortSignal) {
      while (!signal.aborted) {
        const state = states[Math.min(at, states.length - 1)]!;
        yield { version: '1.0.0', channel: 'latest', previousVersion: '0.9.0', state } satisfies UpdateStatus;
        await new Promise<void>((resolve) => {
          step = resolve;
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
      }
    },
    parts: async () => [{ name: 'engine', installed: '28.1.0', bundled: '28.5.2' }],
    ...Object.fromEntries(
      ['check', 'download', 'cancelDownload', 'install', 'findPrevious', 'setChannel'].map((name) => [
        name,
        next(name),
      ]),
    ),
  };
  connectOver(() => {
    const [clientEnd, serverEnd, close] = memoryPipe();
    ending.push(close);
    serve(contract, { updates } as unknown as Parameters<typeof serve<typeof contract>>[1], serverEnd);
    return clientEnd;
  });
  renderUi(<UpdatesSection />);
  return asked;
}

test('an update goes from the question to the installation one step at a time, each on request', async () => {
  const asked = serveUpdates([
    { type: 'current' },
    { type: 'available', release },
    { type: 'downloading', release, percent: 41.4 },
    { type: 'ready', release },
  ]);
  expect(await screen.findByText('Nobody has looked for a newer version yet.')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Look for updates' }));
  expect(await screen.findByText('Version 2.0.0 can be downloaded.')).toBeTruthy();
  expect(screen.getByRole('region', { name: 'What version 2.0.0 changes' }).textContent).toContain('Faster lists.');
  await userEvent.click(screen.getByRole('button', { name: 'Download' }));
  expect(await screen.findByText('Downloading version 2.0.0: 41 %')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Look for updates' }).hasAttribute('disabled')).toBe(true);
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Restart and install' }));
  expect(asked).toEqual(['check', 'download', 'cancelDownload', 'install']);
});

test('the way back to the version before, the channel, and the parts with versions of their own are there', async () => {
  const asked = serveUpdates([{ type: 'current', checkedAt: 1 }]);
  expect(await screen.findByText('This is the newest version.')).toBeTruthy();
  expect(await screen.findByText(/28\.1\.0; 28\.5\.2 came with this Gantry/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Back to 0.9.0…' }));
  await userEvent.click(screen.getByText('Beta'));
  expect(asked).toEqual(['findPrevious', 'setChannel']);
});

test('a copy that cannot update itself says why, and offers nothing', async () => {
  serveUpdates([{ type: 'unsupported', reason: 'apt updates this copy.' }]);
  expect(await screen.findByText('apt updates this copy.')).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});

test('a failure says what to do, and it can be tried again', async () => {
  const error = { code: 'unsupported', message: 'The signature is wrong.', hint: 'Do not install it.' } as const;
  const asked = serveUpdates([{ type: 'failed', error }]);
  expect((await screen.findByRole('alert')).textContent).toContain('The signature is wrong.');
  await userEvent.click(screen.getByRole('button', { name: 'Look for updates' }));
  expect(asked).toEqual(['check']);
});

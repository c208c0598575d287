// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { contract } from '../../../contract/index.ts';
import type { EngineState, EngineStatus } from '../../../contract/model/engine.ts';
import { memoryPipe } from '../../../contract/rpc/memory.ts';
import { serve } from '../../../contract/rpc/serve.ts';
import { connectOver } from '../../rpc/index.ts';
import { prepareTestPage } from '../../ui/testing/page.ts';
import { renderUi } from '../../ui/testing/renderUi.tsx';
import { OwnEngineTab } from './OwnEngineTab.tsx';

prepareTestPage();

const ending: (() => void)[] = [];
afterEach(() => ending.splice(0).forEach((end) => end()));

/** `start` does not answer until `finishStart` is called, as with an engine that is slow to start. */
function show(first: EngineState) {
  const asked: string[] = [];
  let state = first;
  let changed = () => {};
  let finishStart = () => {};
  const starting = new Promise<void>((resolve) => (finishStart = resolve));
  const status = (): EngineStatus => ({
    state,
    mode: 'root',
    endpoint: 'unix:///data/engine/docker.sock',
    dataRoot: '/data/engine/data',
    parts: [{ name: 'dockerd', version: '28.5.2', source: 'debian' }],
    isDebug: false,
  });
  const ask = (name: string) => async () => void asked.push(name);
  const engine = {
    async *watch(_: unknown, signal: AbortSignal) {
      while (!signal.aborted) {
        yield status();
        await new Promise<void>((resolve) => {
          changed = resolve;
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
      }
    },
    requirements: async () => [
      { name: 'iptables', isMet: true, message: 'Publishes ports.' },
      { name: 'uidmap', isMet: false, message: 'Maps user ids.', remedy: 'sudo apt-get install uidmap' },
    ],
    start: async () => {
      asked.push('start');
      await starting;
    },
    stop: ask('stop'),
    restart: ask('restart'),
    install: ask('install'),
  };
  const handlers = { engine } as unknown as Parameters<typeof serve<typeof contract>>[1];
  connectOver(() => {
    const [clientEnd, serverEnd, close] = memoryPipe();
    serve(contract, handlers, serverEnd);
    ending.push(close);
    return clientEnd;
  });
  renderUi(<OwnEngineTab />);
  const become = (next: EngineState) => {
    state = next;
    changed();
  };
  return { asked, become, finishStart };
}

test('stopping the engine says first that its containers stop with it', async () => {
  const { asked } = show({ type: 'running', pid: 7, sinceAt: Date.now(), isAdopted: false, version: '28.5.2' });
  await userEvent.click(await screen.findByRole('button', { name: 'Stop' }));
  const dialog = await screen.findByRole('dialog', { name: 'Stop Gantry’s engine?' });
  expect(dialog.textContent).toContain('running containers stop with it');
  expect(asked).toEqual([]);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Stop' }));
  await waitFor(() => expect(asked).toEqual(['stop']));
});

test('a failed engine shows its cause, the end of its log, and can be started again at once', async () => {
  const { asked } = show({
    type: 'failed',
    cause: { code: 'unexpected', message: 'dockerd ended with code 1.', detail: '' },
    logTail: ['failed to start daemon'],
    retryAt: Date.now() + 60_000,
  });
  expect((await screen.findByRole('alert')).textContent).toContain('dockerd ended with code 1.');
  expect(screen.getByText('failed to start daemon')).toBeTruthy();
  expect(screen.getByText(/Tried again in \d+ s/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Start' }));
  await waitFor(() => expect(asked).toEqual(['start']));
});

test('a start that takes long is called off by a stop', async () => {
  const { asked, become, finishStart } = show({ type: 'stopped' });
  await userEvent.click(await screen.findByRole('button', { name: 'Start' }));
  become({ type: 'starting', sinceAt: Date.now(), attempt: 1 });
  await userEvent.click(await screen.findByRole('button', { name: 'Stop' }));
  await userEvent.click(
    within(await screen.findByRole('dialog', { name: 'Stop Gantry’s engine?' })).getByRole('button', { name: 'Stop' }),
  );
  await waitFor(() => expect(asked).toEqual(['start', 'stop']));
  finishStart();
});

test('a start in a VM shows what is done, and how long it took', async () => {
  const stages = [
    { name: 'vm', doneMs: 210 },
    { name: 'ssh', doneMs: 2700 },
  ];
  const { become } = show({ type: 'starting', sinceAt: Date.now(), attempt: 1, stages });
  const shown = await screen.findByRole('list', { name: 'Stages of the start' });
  expect(
    within(shown)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual(['VM started0.2 s', 'SSH server2.7 s', expect.stringMatching(/^Waiting\d+ s$/)]);
  become({ type: 'running', pid: 0, sinceAt: Date.now(), isAdopted: false, version: '28.5.2' });
  expect((await screen.findByText(/Docker 28\.5\.2/)).textContent).not.toContain('process');
});

test('of a failed engine the containers that outlived it can be stopped', async () => {
  const cause = { code: 'unexpected', message: 'dockerd ended with code 1.', detail: '' } as const;
  const { asked } = show({ type: 'failed', cause, logTail: [] });
  await userEvent.click(await screen.findByRole('button', { name: 'Stop' }));
  const dialog = await screen.findByRole('dialog', { name: 'Stop Gantry’s engine?' });
  await userEvent.click(within(dialog).getByRole('button', { name: 'Stop' }));
  await waitFor(() => expect(asked).toEqual(['stop']));
});

test('what is missing on this machine comes first, with the command that remedies it', async () => {
  show({ type: 'absent', requirements: [] });
  const requirements = await screen.findByRole('region', { name: 'Requirements' });
  const items = within(requirements).getAllByRole('listitem');
  expect(items.map((item) => item.querySelector('strong')?.textContent)).toEqual(['uidmap', 'iptables']);
  expect(items[0]?.textContent).toContain('sudo apt-get install uidmap');
});

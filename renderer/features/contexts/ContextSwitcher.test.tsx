// @vitest-environment jsdom
import { configureStore } from '@reduxjs/toolkit';
import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Provider } from 'react-redux';
import { afterEach, expect, test } from 'vitest';
import { contract } from '../../../contract/index.ts';
import type { Context } from '../../../contract/model/context.ts';
import { memoryPipe } from '../../../contract/rpc/memory.ts';
import { serve } from '../../../contract/rpc/serve.ts';
import { connectOver } from '../../rpc/index.ts';
import { prepareTestPage } from '../../ui/testing/page.ts';
import { renderUi } from '../../ui/testing/renderUi.tsx';
import { ContextSwitcher } from './ContextSwitcher.tsx';
import { contextsSlice } from './contextsSlice.ts';
import { followContexts } from './useContexts.ts';

prepareTestPage();

const local: Context = {
  name: 'default',
  source: 'default-socket',
  endpoint: 'unix:///var/run/docker.sock',
  isLocal: true,
  isSelected: true,
  state: {
    type: 'connected',
    engine: {
      product: 'docker',
      version: '28.5.2',
      apiVersion: '1.51',
      minApiVersion: '1.24',
      os: 'linux',
      arch: 'amd64',
    },
  },
};
const staging: Context = {
  name: 'staging',
  source: 'cli',
  endpoint: 'tcp://10.0.4.17:2376',
  isLocal: false,
  isSelected: false,
  state: {
    type: 'unreachable',
    error: {
      code: 'engine-unreachable',
      context: 'staging',
      reason: 'refused',
      message: 'Nothing listens at tcp://10.0.4.17:2376.',
      hint: 'Check that the engine runs there.',
    },
  },
};

/** Main, as far as contexts go: selecting changes the list, and the change is sent. */
function createMain() {
  let list: readonly Context[] = [local, staging];
  let changed = () => {};
  const asked: string[] = [];
  const contexts = {
    async *watch(_: unknown, signal: AbortSignal) {
      while (!signal.aborted) {
        yield list;
        await new Promise<void>((resolve) => {
          changed = resolve;
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
      }
    },
    async select({ context }: { context: string }) {
      asked.push(`select ${context}`);
      list = list.map((item) => ({ ...item, isSelected: item.name === context }));
      changed();
    },
    async reconnect({ context }: { context: string }) {
      asked.push(`reconnect ${context}`);
    },
  };
  return { handlers: { contexts } as unknown as Parameters<typeof serve<typeof contract>>[1], asked };
}

const ending: (() => void)[] = [];
afterEach(() => ending.splice(0).forEach((end) => end()));

async function open() {
  const { handlers, asked } = createMain();
  connectOver(() => {
    const [clientEnd, serverEnd, close] = memoryPipe();
    serve(contract, handlers, serverEnd);
    ending.push(close);
    return clientEnd;
  });
  const store = configureStore({ reducer: { [contextsSlice.name]: contextsSlice.reducer } });
  ending.push(followContexts(store.dispatch));
  renderUi(
    <Provider store={store}>
      <ContextSwitcher />
    </Provider>,
  );
  const trigger = await screen.findByRole('button', { name: 'Context default, connected' });
  await userEvent.click(trigger);
  return { list: await screen.findByRole('dialog', { name: 'Contexts' }), asked, trigger };
}

test('it shows every context with its engine, and why one does not answer', async () => {
  const { list } = await open();
  expect(
    within(list)
      .getByRole('button', { name: /default.*Docker 28\.5\.2/ })
      .getAttribute('aria-current'),
  ).toBe('true');
  expect(within(list).getByRole('button', { name: /staging.*not reachable/ })).toBeTruthy();
  expect(list.textContent).toContain('Nothing listens at tcp://10.0.4.17:2376.');
  expect(list.textContent).toContain('Check that the engine runs there.');
});

test('choosing one with the keyboard selects it, and the list closes', async () => {
  const { list, asked } = await open();
  await waitFor(() => expect(document.activeElement?.textContent).toContain('default'));
  await userEvent.keyboard('{ArrowDown}');
  expect(document.activeElement?.textContent).toContain('staging');
  await userEvent.keyboard('{Enter}');
  expect(await screen.findByRole('button', { name: 'Context staging, not reachable' })).toBeTruthy();
  expect(asked).toEqual(['select staging']);
  expect(list.isConnected).toBe(false);
});

test('one that does not answer can be tried again without leaving the list', async () => {
  const { list, asked } = await open();
  await userEvent.click(within(list).getByRole('button', { name: 'Try staging again' }));
  await waitFor(() => expect(asked).toEqual(['reconnect staging']));
  expect(list.isConnected).toBe(true);
});

test('Escape closes it and gives the focus back', async () => {
  const { list, trigger } = await open();
  await userEvent.keyboard('{Escape}');
  expect(list.isConnected).toBe(false);
  expect(document.activeElement).toBe(trigger);
});

// @vitest-environment jsdom
import { configureStore } from '@reduxjs/toolkit';
import { act, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Provider } from 'react-redux';
import { afterEach, expect, test } from 'vitest';
import type { DeepLink } from '../../../contract/model/shell.ts';
import { memoryPipe } from '../../../contract/rpc/memory.ts';
import { connectOver } from '../../rpc/index.ts';
import { prepareTestPage } from '../../ui/testing/page.ts';
import { renderUi } from '../../ui/testing/renderUi.tsx';
import { containersSlice, containersViewSlice } from '../containers/index.ts';
import { contextsSlice } from '../contexts/index.ts';
import { OpenedHost, take } from './OpenedHost.tsx';

prepareTestPage();
const ending: (() => void)[] = [];
afterEach(() => ending.splice(0).forEach((end) => end()));

/** The page, with a main that counts what it is asked for. */
function openPage() {
  const sent: unknown[] = [];
  connectOver(() => {
    const [clientEnd, serverEnd, close] = memoryPipe();
    ending.push(close);
    serverEnd.onMessage((message) => message.type === 'request' && sent.push(message.method));
    return clientEnd;
  });
  const store = configureStore({
    reducer: {
      [contextsSlice.name]: contextsSlice.reducer,
      [containersSlice.name]: containersSlice.reducer,
      [containersViewSlice.name]: containersViewSlice.reducer,
    },
  });
  renderUi(
    <Provider store={store}>
      <OpenedHost />
    </Provider>,
  );
  const places: string[] = [];
  const follow = (link: DeepLink) => act(() => take({ type: 'link', link }, (to) => places.push(to)));
  return { sent, places, follow, dialog: () => containersViewSlice.selectors.selectDialog(store.getState()) };
}

/** The dialogs are fetched when they are wanted. */
const LATE = { timeout: 15_000 };

const RUN: DeepLink = {
  type: 'run',
  run: {
    image: 'ghcr.io/stranger/miner:1',
    name: 'miner',
    ports: [{ hostPort: 8080, containerPort: 80, protocol: 'tcp' }],
    env: [{ name: 'MODE', value: 'fast' }],
  },
};

test('a link that wants something run only asks, with the command, and Enter refuses it', async () => {
  const { follow, sent, dialog } = openPage();
  follow(RUN);
  await screen.findByRole('dialog', { name: 'Run ghcr.io/stranger/miner:1, as a link asks?' }, LATE);
  expect(screen.getByRole('dialog').textContent).toContain('--publish 127.0.0.1:8080:80');
  expect(document.activeElement?.textContent).toBe('Cancel');
  await userEvent.keyboard('{Enter}');
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(dialog()).toBeUndefined();
  expect(sent).toEqual([]);
});

test('who agrees gets the form with its settings, for this computer alone; nothing was run by it', async () => {
  const { follow, sent, dialog } = openPage();
  follow(RUN);
  await userEvent.click(await screen.findByRole('button', { name: 'Look at the settings' }, LATE));
  expect(dialog()).toMatchObject({
    type: 'run',
    settings: {
      image: 'ghcr.io/stranger/miner:1',
      ports: [{ hostIp: '127.0.0.1', hostPort: 8080, containerPort: 80 }],
      env: [{ name: 'MODE', value: 'fast' }],
      mounts: [],
    },
    origin: { text: 'From a link. Nothing of it has been run.' },
  });
  expect(sent).toEqual([]);
});

test('a link that wants more than it may is told of with its reason, and can only be closed', async () => {
  const { follow, sent } = openPage();
  follow({ type: 'refused', reason: 'unknown-setting' });
  const dialog = await screen.findByRole('dialog', { name: 'A link was not followed' }, LATE);
  expect(dialog.textContent).toContain('such as a mount, a command or a privilege');

  await userEvent.click(screen.getByText('Close'));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(sent).toEqual([]);
});

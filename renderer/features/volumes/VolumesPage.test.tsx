// @vitest-environment jsdom
import { configureStore } from '@reduxjs/toolkit';
import { act, configure, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Provider } from 'react-redux';
import { afterEach, expect, test, vi } from 'vitest';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { contract } from '../../../contract/index.ts';
import type { LiveChange } from '../../../contract/model/change.ts';
import type { VolumeSummary } from '../../../contract/model/volume.ts';
import { memoryPipe } from '../../../contract/rpc/memory.ts';
import { serve } from '../../../contract/rpc/serve.ts';
import { connectOver } from '../../rpc/index.ts';
import { prepareTestPage } from '../../ui/testing/page.ts';
import { renderUi } from '../../ui/testing/renderUi.tsx';
import { containersSlice } from '../containers/index.ts';
import { contextsSlice, followContexts } from '../contexts/index.ts';
import { jobsSlice } from '../jobs/index.ts';
import { settingsSlice } from '../settings/index.ts';
import { volumesSlice, volumesViewSlice } from './index.ts';
import { VolumesPage } from './VolumesPage.tsx';

prepareTestPage();
vi.setConfig({ testTimeout: 60_000 });
configure({ asyncUtilTimeout: 10_000 });

const context = { name: 'test', source: 'cli', endpoint: 'unix:///t.sock', isLocal: true, isSelected: true } as const;
const never = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

let end = () => {};
afterEach(() => {
  end();
  localStorage.clear();
});

/** The page over a main that has these volumes, and says what is given to `change`. */
function open(volumes: readonly VolumeSummary[]) {
  let change: (next: LiveChange<VolumeSummary>) => void = () => {};
  const handlers = {
    contexts: {
      async *watch(_: unknown, signal: AbortSignal) {
        yield [{ ...context, state: { type: 'unknown' } }];
        await never(signal);
      },
    },
    volumes: {
      async *watch(_: unknown, signal: AbortSignal) {
        yield { type: 'snapshot', items: volumes };
        while (!signal.aborted) yield await new Promise<LiveChange<VolumeSummary>>((resolve) => (change = resolve));
      },
      origins: async () => ({}),
      async *unfinished(_: unknown, signal: AbortSignal) {
        yield { type: 'snapshot', items: [] };
        await never(signal);
      },
    },
    app: { updateSettings: async () => undefined },
    engine: {
      async *watch(_: unknown, signal: AbortSignal) {
        await never(signal);
        yield undefined;
      },
    },
  } as unknown as Parameters<typeof serve<typeof contract>>[1];
  let close = () => {};
  connectOver(() => {
    const [clientEnd, serverEnd, endPipe] = memoryPipe();
    serve(contract, handlers, serverEnd);
    close = endPipe;
    return clientEnd;
  });
  const store = configureStore({
    // As where it is used: its checks of everything in it at each change are for developing.
    middleware: (getDefault) => getDefault({ serializableCheck: false, immutableCheck: false }),
    reducer: {
      [contextsSlice.name]: contextsSlice.reducer,
      [containersSlice.name]: containersSlice.reducer,
      [volumesSlice.name]: volumesSlice.reducer,
      [volumesViewSlice.name]: volumesViewSlice.reducer,
      [jobsSlice.name]: jobsSlice.reducer,
      [settingsSlice.name]: settingsSlice.reducer,
    },
  });
  const stop = followContexts(store.dispatch);
  renderUi(
    <Provider store={store}>
      <Router hook={memoryLocation({ path: '/volumes' }).hook}>
        <VolumesPage />
      </Router>
    </Provider>,
  );
  end = () => {
    stop();
    close();
  };
  return { change: (next: LiveChange<VolumeSummary>) => change(next) };
}

const volume = (name: string): VolumeSummary => ({
  ...{ id: name, name, driver: 'local', scope: 'local', mountpoint: '', createdAt: 1 },
  ...{ labels: {}, options: {}, isAnonymous: false },
});
const nameOf = (index: number): string => `many-${String(index).padStart(5, '0')}`;
const MANY = Array.from({ length: 10_000 }, (_, index) => volume(nameOf(index)));
const drawn = () => screen.getAllByRole('rowheader').map((cell) => cell.textContent);

test('of 10,000 volumes few are drawn, and a change of one leaves the elements of the others', async () => {
  const { change } = open(MANY);
  const first = await screen.findByRole('row', { name: /many-00000/ });
  const grid = screen.getByRole('grid', { name: 'Volumes' });
  expect(grid.getAttribute('aria-rowcount')).toBe('10001');
  expect(screen.getAllByRole('row').length).toBeLessThan(60);
  await act(async () => change({ type: 'patch', upserted: [volume('another')], removed: [nameOf(1)] }));
  await screen.findByRole('row', { name: /another/ });
  expect(grid.getAttribute('aria-rowcount')).toBe('10001');
  expect(drawn().slice(0, 3)).toEqual(['another', nameOf(0), nameOf(2)]);
  expect(screen.getByRole('row', { name: /many-00000/ })).toBe(first);
});

test('one of 10,000 volumes is found by its name', async () => {
  open(MANY);
  await screen.findByRole('row', { name: /many-00000/ });
  await userEvent.setup().type(screen.getByRole('combobox', { name: 'Search volumes' }), '09876');
  await waitFor(() => expect(drawn()).toEqual([nameOf(9876)]));
});

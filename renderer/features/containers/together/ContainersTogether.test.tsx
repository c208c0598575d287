// @vitest-environment jsdom
import { configureStore } from '@reduxjs/toolkit';
import { configure, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Provider } from 'react-redux';
import { afterEach, expect, test, vi } from 'vitest';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { contract } from '../../../../contract/index.ts';
import type { ContainerAction } from '../../../../contract/model/action.ts';
import type { LiveChange } from '../../../../contract/model/change.ts';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import type { Context } from '../../../../contract/model/context.ts';
import { memoryPipe } from '../../../../contract/rpc/memory.ts';
import { serve } from '../../../../contract/rpc/serve.ts';
import { connectOver } from '../../../rpc/index.ts';
import { prepareTestPage } from '../../../ui/testing/page.ts';
import { renderUi } from '../../../ui/testing/renderUi.tsx';
import { contextsSlice, followContexts } from '../../contexts/index.ts';
import { jobsSlice } from '../../jobs/index.ts';
import { settingsSlice } from '../../settings/index.ts';
import { containerActionsSlice } from '../actions/actionsSlice.ts';
import { containersSlice } from '../store/containersSlice.ts';
import { containersViewSlice } from '../store/viewSlice.ts';
import { summary } from '../testing/summaries.ts';
import { ContainersTogether } from './ContainersTogether.tsx';

prepareTestPage();
vi.setConfig({ testTimeout: 60_000 });
configure({ asyncUtilTimeout: 10_000 });

const engine = { product: 'docker', version: '28.5.2', apiVersion: '1.51', minApiVersion: '1.24' } as const;
const error = {
  code: 'engine-unreachable',
  context: 'gone',
  reason: 'refused',
  message: 'Nothing listens at tcp://10.0.4.17:2376.',
  hint: 'Check that the engine runs there.',
} as const;
const context = (name: string, more: Partial<Context> = {}): Context => ({
  ...{ name, source: 'cli', endpoint: `unix:///${name}.sock`, isLocal: true, isSelected: false },
  ...{ cliArgs: ['--context', name], state: { type: 'connected', engine: { ...engine, os: 'linux', arch: 'amd64' } } },
  ...more,
});
const CONTEXTS = [
  context('one', { isSelected: true, cliArgs: [] }),
  context('two'),
  context('gone', { state: { type: 'unreachable', error } }),
];

const web = summary({ name: 'web' });
const twin = summary({ name: 'web' });
const db = summary({ name: 'db', state: 'exited', exitCode: 0 });

const ending: (() => void)[] = [];
afterEach(() => {
  for (const end of ending.splice(0)) end();
  localStorage.clear();
});

/** A main with three engines, one of which is away. */
function open(many: readonly ContainerSummary[] = []) {
  const lists: Record<string, readonly ContainerSummary[]> = { one: [web, ...many], two: [twin, db, ...many] };
  const applied: { context: string; ids: readonly string[]; type: string }[] = [];
  const watched = new Set<string>();
  const handlers = {
    contexts: {
      async *watch(_: unknown, signal: AbortSignal) {
        yield CONTEXTS;
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      },
    },
    app: { updateSettings: async () => undefined },
    stats: { async *follow() {} },
    containers: {
      async *watch(
        { context: name }: { context: string },
        signal: AbortSignal,
      ): AsyncIterable<LiveChange<ContainerSummary>> {
        watched.add(name);
        const items = lists[name];
        yield items ? { type: 'snapshot', items } : { type: 'unreachable', error };
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
        watched.delete(name);
      },
      async *apply({ context: name, ids, action }: { context: string; ids: string[]; action: ContainerAction }) {
        applied.push({ context: name, ids, type: action.type });
        for (const id of ids) yield { id, name: id };
      },
      previewRemove: async () => [],
      inspect: async () => ({}),
    },
  } as unknown as Parameters<typeof serve<typeof contract>>[1];
  connectOver(() => {
    const [clientEnd, serverEnd, close] = memoryPipe();
    serve(contract, handlers, serverEnd);
    ending.push(close);
    return clientEnd;
  });
  const store = configureStore({
    reducer: {
      [contextsSlice.name]: contextsSlice.reducer,
      [containersSlice.name]: containersSlice.reducer,
      [containersViewSlice.name]: containersViewSlice.reducer,
      [containerActionsSlice.name]: containerActionsSlice.reducer,
      [jobsSlice.name]: jobsSlice.reducer,
      [settingsSlice.name]: settingsSlice.reducer,
    },
  });
  ending.push(followContexts(store.dispatch));
  const location = memoryLocation({ path: '/together/containers', record: true });
  const { unmount } = renderUi(
    <Provider store={store}>
      <Router hook={location.hook}>
        <ContainersTogether />
      </Router>
    </Provider>,
  );
  return { applied, watched, unmount, path: () => location.history.at(-1) };
}

const rows = () => screen.getAllByRole('row').filter((row) => within(row).queryByRole('rowheader'));
const choose = async (...names: string[]) => {
  await userEvent.click(await screen.findByRole('button', { name: /^Contexts in this list/ }));
  for (const name of names)
    await userEvent.click(await screen.findByRole('checkbox', { name: new RegExp(`^${name}`) }));
  await userEvent.keyboard('{Escape}');
};

test('rows of several engines stand in one list, each with its own, and one that is away holds up nobody', async () => {
  const { watched, unmount } = open();
  await waitFor(() => expect(rows()).toHaveLength(3));
  expect([...watched].toSorted()).toEqual(['one', 'two']); // what is open anyway; the third would be asked for
  await choose('gone');
  const away = await screen.findByRole('region', { name: 'Contexts that do not answer' });
  expect(away.textContent).toContain('gone does not answer. Nothing listens at tcp://10.0.4.17:2376.');
  expect(rows()).toHaveLength(3);
  const links = screen.getAllByRole('link', { name: 'web' }).map((link) => link.getAttribute('href'));
  expect(new Set(links)).toEqual(new Set([`#/on/one/containers/${web.id}`, `#/on/two/containers/${twin.id}`]));
  await userEvent.click(within(away).getByRole('button', { name: 'Leave it out' }));
  await waitFor(() => expect(away.isConnected).toBe(false));
  unmount();
  await waitFor(() => expect(watched.size).toBe(0)); // nobody looks: nothing is followed
});

test('the search goes over all, and by the engine', async () => {
  open();
  await waitFor(() => expect(rows()).toHaveLength(3));
  const search = screen.getByRole('combobox', { name: 'Search containers' });
  await userEvent.type(search, 'context:two status:exited');
  expect(rows().map((row) => within(row).getByRole('rowheader').textContent)).toEqual(['db']);
  await userEvent.clear(search); // it is kept for whoever comes back
});

test('what is chosen over several is done on each engine, and a removal asks for one after the other', async () => {
  const { applied } = open();
  await waitFor(() => expect(rows()).toHaveLength(3));
  for (const box of screen.getAllByRole('checkbox', { name: 'Select web' })) await userEvent.click(box);
  const bar = screen.getByRole('toolbar', { name: 'Actions for the selected containers' });
  await userEvent.click(within(bar).getByRole('button', { name: /^Stop/ }));
  await waitFor(() => expect(applied).toHaveLength(2));
  expect(applied.toSorted((a, b) => a.context.localeCompare(b.context))).toEqual([
    { context: 'one', ids: [web.id], type: 'stop' },
    { context: 'two', ids: [twin.id], type: 'stop' },
  ]);
  await userEvent.click(within(bar).getByRole('button', { name: /^Remove/ }));
  const first = await screen.findByRole('dialog', { name: /1 of 2/ });
  const context = first.textContent.includes('one ·') ? 'one' : 'two';
  expect(first.textContent).toContain(`docker --context ${context} container rm web`);
  await userEvent.click(within(first).getByRole('button', { name: 'Stop and remove' }));
  const second = await screen.findByRole('dialog', { name: /2 of 2/ });
  await userEvent.click(within(second).getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(second.isConnected).toBe(false));
  expect(applied.slice(2)).toMatchObject([{ context, type: 'remove' }]);
});

test('a thousand rows over two engines are few elements', async () => {
  open(Array.from({ length: 500 }, (_, index) => summary({ name: `many-${index}` })));
  await waitFor(() => expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toMatch(/^100[4-9]$/));
  expect(screen.getAllByRole('row').length).toBeLessThan(60);
});

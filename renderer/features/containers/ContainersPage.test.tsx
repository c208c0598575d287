// @vitest-environment jsdom
import { act, configure, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { prepareTestPage } from '../../ui/testing/page.ts';
import { containersSlice } from './store/containersSlice.ts';
import { openContainers } from './testing/openContainers.tsx';
import { summary } from './testing/summaries.ts';

prepareTestPage();
// Typing and menus in jsdom take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });
configure({ asyncUtilTimeout: 10_000 });

let opened: ReturnType<typeof openContainers> | undefined;
afterEach(() => {
  opened?.end();
  localStorage.clear();
});
const open = (options: Parameters<typeof openContainers>[0]) => (opened = openContainers(options));

const web = summary({
  name: 'web',
  image: 'nginx:1.27',
  ports: [{ containerPort: 80, hostPort: 8080, hostIp: '127.0.0.1', protocol: 'tcp' }],
});
const db = summary({ name: 'db', image: 'postgres:16' });
const old = summary({ name: 'old', state: 'exited', exitCode: 0 });
const rowOf = (name: string) => screen.getByRole('row', { name: new RegExp(`Select ${name} `) });
const chosen = () => screen.getAllByRole('row', { selected: true }).map((row) => row.dataset['row']);

describe('the list', () => {
  test('shows each container with its state, image and ports', async () => {
    open({ containers: [web, db, old] });
    const row = await screen.findByRole('row', { name: /web/ });
    expect(within(row).getByText('Running')).toBeDefined();
    expect(within(row).getByRole('link', { name: '8080→80' }).getAttribute('href')).toBe('http://localhost:8080');
    expect(within(row).getByRole('link', { name: '8080→80' }).getAttribute('rel')).toContain('noopener');
    expect(within(rowOf('old')).getByText('Exited (0)')).toBeDefined();
    expect(screen.getByRole('grid', { name: 'Containers' }).getAttribute('aria-rowcount')).toBe('4');
  });

  test('keeps to what is searched for, and offers a way back when nothing fits', async () => {
    const user = userEvent.setup();
    open({ containers: [web, db, old] });
    await screen.findByRole('row', { name: /web/ });
    const search = screen.getByRole('combobox', { name: 'Search containers' });
    await user.type(search, 'status:running -image:nginx');
    expect(screen.getAllByRole('rowheader').map((cell) => cell.textContent)).toEqual(['db']);
    await user.clear(search);
    await user.type(search, 'nothing-like-this');
    await user.click(screen.getByRole('button', { name: 'Clear the search' }));
    expect(screen.getAllByRole('rowheader')).toHaveLength(3);
  });

  test('has few elements however long it is', async () => {
    open({ containers: Array.from({ length: 1000 }, (_, index) => summary({ name: `many-${index}` })) });
    await screen.findByRole('row', { name: /many-0 / });
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('1001');
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
  });

  test('stays while the engine is away, and says so', async () => {
    const { change } = open({ containers: [web] });
    await screen.findByRole('row', { name: /web/ });
    const error = {
      code: 'engine-unreachable' as const,
      context: 'test',
      reason: 'closed' as const,
      message: 'The engine went away.',
      hint: 'Wait.',
    };
    act(() => change({ type: 'unreachable', error }));
    expect(await screen.findByText(/The engine went away/)).toBeDefined();
    expect(rowOf('web')).toBeDefined();
    act(() => change({ type: 'snapshot', items: [web, db] }));
    await screen.findByRole('row', { name: /db/ });
    expect(screen.queryByText(/The engine went away/)).toBeNull();
  });

  test('offers to run something when it is empty', async () => {
    open({ containers: [] });
    expect(await screen.findByText('No containers yet')).toBeDefined();
    expect(await screen.findByRole('button', { name: 'Run your first container' })).toBeDefined();
  });
});

test('what is stopped is counted, and removed from there with what it frees', async () => {
  const user = userEvent.setup();
  const other = summary({ name: 'older', state: 'created' });
  const previews = [old, other].map(({ id, name, state }) => ({
    ...{
      id,
      name,
      state,
      image: 'x',
      writableBytes: 1_500_000,
      isAutoRemoved: false,
      anonymousVolumes: [],
      namedVolumes: [],
    },
  }));
  const { applied } = open({ containers: [web, old, other], previews });
  await screen.findByText('2 stopped containers take disk space');
  await user.click(screen.getByRole('button', { name: 'Remove stopped…' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Remove all stopped containers?' }));
  await user.click(await dialog.findByRole('button', { name: 'Remove 2 containers' }));
  await waitFor(() => expect(applied.map(({ ids }) => ids)).toEqual([[old.id, other.id]]));
  expect(await screen.findByText('3 MB freed.')).toBeDefined();
});

describe('a change', () => {
  test('shows in its row; selection, focus and open menu survive a thousand of them', async () => {
    const user = userEvent.setup();
    const { store } = open({ containers: [web, db, old] });
    await screen.findByRole('row', { name: /web/ });
    await user.click(rowOf('db'));
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
    const before = rowOf('old');
    expect(document.activeElement).toBe(before);
    await user.keyboard('{Shift>}{F10}{/Shift}');
    const menu = await screen.findByRole('menu');
    const toggle = (turn: number) => {
      const upserted = [{ ...web, state: turn % 2 === 0 ? ('exited' as const) : ('running' as const) }];
      store.dispatch(containersSlice.actions.received({ type: 'patch', upserted, removed: [] }));
    };
    for (let turn = 0; turn < 1000; turn += 20) {
      act(() => {
        for (let change = turn; change < turn + 20; change++) toggle(change);
      });
    }
    expect(screen.getByRole('menu')).toBe(menu);
    expect(chosen()).toEqual([db.id, old.id]);
    expect(rowOf('old')).toBe(before);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(rowOf('old')));
  });

  test('that removes the row with the keyboard hands it to the next', async () => {
    const user = userEvent.setup();
    const { change } = open({ containers: [web, db, old] });
    await screen.findByRole('row', { name: /web/ });
    await user.click(rowOf('db'));
    act(() => change({ type: 'patch', upserted: [], removed: [db.id] }));
    await waitFor(() => expect(document.activeElement).toBe(rowOf('old')));
    expect(screen.queryAllByRole('row', { selected: true })).toHaveLength(0);
  });

  test('takes away what a container does not have any more', async () => {
    const { change } = open({ containers: [{ ...old, exitCode: 137 }] });
    expect(await screen.findByText('Exited (137)')).toBeDefined();
    const { exitCode: _, ...running } = { ...old, state: 'running' as const };
    act(() => change({ type: 'patch', upserted: [running], removed: [] }));
    expect(await screen.findByText('Running', { selector: 'span' })).toBeDefined();
    expect(screen.queryByText('Exited (137)')).toBeNull();
  });
});

describe('an action', () => {
  test('on a stop the row counts down and offers a kill', async () => {
    const user = userEvent.setup();
    let stopped: (result: object) => void = () => {};
    const stopping = new Promise<object>((resolve) => (stopped = resolve));
    const { applied } = open({
      containers: [web],
      apply: (_, { type }) => (type === 'stop' ? stopping : Promise.resolve({})),
    });
    await screen.findByRole('row', { name: /web/ });
    await user.click(rowOf('web'));
    // Right goes along: box, name, port, logs, terminal, stop.
    await user.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Stop web' }));
    await user.keyboard('{Enter}');
    expect(await within(rowOf('web')).findByText('Stopping…')).toBeDefined();
    await user.click(await screen.findByRole('button', { name: 'Kill now' }, { timeout: 3000 }));
    await waitFor(() =>
      expect(applied).toEqual([
        { ids: [web.id], action: { type: 'stop' } },
        { ids: [web.id], action: { type: 'kill', signal: 'SIGKILL' } },
      ]),
    );
    stopped({});
    expect(await within(rowOf('web')).findByText('Running')).toBeDefined();
  });

  test('on many goes only to those it can be done to', async () => {
    const user = userEvent.setup();
    const { applied } = open({ containers: [web, db, old] });
    await screen.findByRole('row', { name: /web/ });
    await user.click(rowOf('db'));
    await user.keyboard('{Control>}a{/Control}');
    await user.click(screen.getByRole('button', { name: 'Start 3 containers' }));
    await user.click(screen.getByRole('button', { name: 'Stop 3 containers' }));
    await waitFor(() => expect(applied).toHaveLength(2));
    expect(applied[0]).toEqual({ ids: [old.id], action: { type: 'start' } });
    expect(applied[1]).toEqual({ ids: [db.id, web.id], action: { type: 'stop' } });
  });

  test('a removal says what goes, and removes exactly that', async () => {
    const user = userEvent.setup();
    const previews = [
      {
        id: old.id,
        name: 'old',
        image: 'x',
        state: 'exited' as const,
        isAutoRemoved: false,
        writableBytes: 5000,
        anonymousVolumes: [{ name: 'f'.repeat(64), destination: '/data' }],
        namedVolumes: ['kept'],
      },
    ];
    const { applied } = open({ containers: [web, old], previews });
    await screen.findByRole('row', { name: /web/ });
    await user.pointer({ keys: '[MouseRight]', target: rowOf('old') });
    await user.click(await screen.findByRole('menuitem', { name: /Remove/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Remove old?' });
    await within(dialog).findByText(/5 kB that it wrote go/);
    expect(within(dialog).getByText(/volume kept stays/)).toBeDefined();
    await user.click(within(dialog).getByRole('checkbox', { name: /anonymous volumes/ }));
    expect(within(dialog).getByText('docker container rm --volumes old')).toBeDefined();
    await user.click(within(dialog).getByRole('button', { name: 'Remove' }));
    await waitFor(() =>
      expect(applied).toEqual([{ ids: [old.id], action: { type: 'remove', force: false, volumes: true } }]),
    );
  });

  test('a running one is stopped before it is removed, and that is said first', async () => {
    const user = userEvent.setup();
    const previews = [
      {
        id: web.id,
        name: 'web',
        image: 'x',
        state: 'running' as const,
        isAutoRemoved: false,
        anonymousVolumes: [],
        namedVolumes: [],
      },
    ];
    const { applied } = open({ containers: [web], previews });
    await screen.findByRole('row', { name: /web/ });
    await user.pointer({ keys: '[MouseRight]', target: rowOf('web') });
    await user.click(await screen.findByRole('menuitem', { name: /Remove/ }));
    const confirm = await screen.findByRole('button', { name: 'Stop and remove' });
    await waitFor(() => expect(confirm).toHaveProperty('disabled', false));
    expect(applied).toEqual([]);
    await user.click(confirm);
    await waitFor(() => expect(applied).toMatchObject([{ action: { type: 'remove', stopFirst: true } }]));
  });

  test('a new name is checked while it is typed, and sent as it is', async () => {
    const user = userEvent.setup();
    const { applied } = open({
      containers: [web, db],
      check: ({ name }) => ({
        ports: [],
        missingSources: [],
        hasImage: true,
        nameOwner: name === 'db' ? { id: db.id, name } : undefined,
      }),
    });
    await screen.findByRole('row', { name: /web/ });
    await user.pointer({ keys: '[MouseRight]', target: rowOf('web') });
    await user.click(await screen.findByRole('menuitem', { name: /Rename/ }));
    const field = await screen.findByRole('textbox', { name: 'New name of web' });
    await user.clear(field);
    await user.type(field, 'x');
    expect(screen.getByRole('alert').textContent).toContain('at least two');
    await user.clear(field);
    await user.type(field, 'db');
    expect((await screen.findByText(/Another container is called “db”/)).textContent).toBeDefined();
    await user.type(field, '2{Enter}');
    await waitFor(() => expect(applied).toEqual([{ ids: [web.id], action: { type: 'rename', name: 'db2' } }]));
  });
});

test('the name opens the detail of the container', async () => {
  const user = userEvent.setup();
  const { path } = open({ containers: [web] });
  await screen.findByRole('row', { name: /web/ });
  await user.click(rowOf('web'));
  await user.keyboard('{Enter}');
  expect(path()).toBe(`/containers/${web.id}`);
});

// @vitest-environment jsdom
import { act, configure, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { prepareTestPage } from '../../../ui/testing/page.ts';
import { type ContainerDialog, containersViewSlice } from '../store/viewSlice.ts';
import { openContainers } from '../testing/openContainers.tsx';
import { summary } from '../testing/summaries.ts';

prepareTestPage();
vi.setConfig({ testTimeout: 60_000 });
configure({ asyncUtilTimeout: 10_000 });

let opened: ReturnType<typeof openContainers> | undefined;
afterEach(() => opened?.end());

async function openDialog(dialog: ContainerDialog, options: Parameters<typeof openContainers>[0]) {
  const page = (opened = openContainers(options));
  await screen.findAllByRole('rowheader');
  const show = (next: ContainerDialog) =>
    act(() => void page.store.dispatch(containersViewSlice.actions.dialogOpened(next)));
  show(dialog);
  return { ...page, show, user: userEvent.setup(), dialog: within(await screen.findByRole('dialog')) };
}

const web = summary({ name: 'web' });
const limits = {
  memoryBytes: 0,
  memorySwapBytes: 0,
  memoryReservationBytes: 0,
  cpus: 0,
  cpuShares: 0,
  cpusetCpus: '',
  pids: 0,
};

test('a commit that is not waited for says how it ended, and leaves the next dialog alone', async () => {
  let done: (image: { imageId: string }) => void = () => {};
  const commit = () => new Promise<{ imageId: string }>((resolve) => (done = resolve));
  const { dialog, user, show } = await openDialog({ type: 'commit', id: web.id }, { containers: [web], commit });
  await user.click(dialog.getByRole('button', { name: 'Commit' }));
  // The engine cannot be stopped half way, so nothing here promises to.
  expect(dialog.queryByRole('button', { name: 'Cancel' })).toBeNull();
  await user.click(dialog.getByRole('button', { name: 'Go on in the background' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  show({ type: 'kill', ids: [web.id] });
  await screen.findByRole('dialog', { name: 'Send a signal to web' });
  act(() => done({ imageId: 'sha256:1' }));
  expect(await screen.findByText('Saved web as an image')).toBeDefined();
  expect(screen.getByRole('dialog', { name: 'Send a signal to web' })).toBeDefined();
});

test('what the engine warns of when one container is updated is said', async () => {
  const { dialog, user, applied } = await openDialog(
    { type: 'update', ids: [web.id] },
    {
      containers: [web],
      detail: { limits, restartPolicy: { name: 'no' } },
      warnings: ['WARNING: No swap limit support'],
      apply: async () => ({ warnings: ['Memory limited without swap.'] }),
    },
  );
  expect(await dialog.findByText(/engine cannot limit swap/)).toBeDefined();
  await user.type(dialog.getByRole('textbox', { name: 'CPUs' }), '1');
  await user.click(dialog.getByRole('button', { name: 'Update' }));
  expect(await screen.findByText('Memory limited without swap.')).toBeDefined();
  expect(applied).toEqual([{ ids: [web.id], action: { type: 'update', update: { cpus: 1 } } }]);
});

test('a dead container is removed by force, and only that one', async () => {
  const dead = summary({ name: 'wreck', state: 'dead' });
  const old = summary({ name: 'old', state: 'exited' });
  const previews = [old, dead].map(({ id, name, state }) => ({
    ...{ id, name, state, image: 'x', isAutoRemoved: false, anonymousVolumes: [], namedVolumes: [] },
  }));
  const { dialog, user, applied } = await openDialog(
    { type: 'remove', ids: [old.id, dead.id] },
    { containers: [old, dead], previews },
  );
  expect(dialog.getByText(/is dead: removed by force/)).toBeDefined();
  expect(dialog.getByRole('figure').textContent).toMatch(/container rm old\s*docker container rm --force wreck/);
  await waitFor(() => expect(dialog.getByRole('button', { name: 'Remove' })).toHaveProperty('disabled', false));
  await user.click(dialog.getByRole('button', { name: 'Remove' }));
  await waitFor(() =>
    expect(applied).toEqual([
      { ids: [old.id], action: { type: 'remove', force: false, volumes: false } },
      { ids: [dead.id], action: { type: 'remove', force: true, volumes: false } },
    ]),
  );
});

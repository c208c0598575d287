// @vitest-environment jsdom
import { configureStore } from '@reduxjs/toolkit';
import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Provider } from 'react-redux';
import { afterEach, expect, test } from 'vitest';
import { contract } from '../../../contract/index.ts';
import type { Change } from '../../../contract/model/change.ts';
import type { Job } from '../../../contract/model/job.ts';
import { memoryPipe } from '../../../contract/rpc/memory.ts';
import { serve } from '../../../contract/rpc/serve.ts';
import { connectOver } from '../../rpc/index.ts';
import { prepareTestPage } from '../../ui/testing/page.ts';
import { renderUi } from '../../ui/testing/renderUi.tsx';
import { JobsButton } from './JobsButton.tsx';
import { contextsSlice } from '../contexts/index.ts';
import { jobsSlice } from './jobsSlice.ts';
import { progressOf } from './progress.ts';
import { followJobs } from './useJobs.ts';

prepareTestPage();

const pull: Job = {
  id: 'j1',
  kind: 'pull',
  title: 'Pull redis:7',
  command: 'docker pull redis:7',
  state: 'running',
  startedAt: Date.now(),
  message: 'Downloading',
  items: [{ id: 'a', label: '4f4fb700ef54', status: 'Downloading', isDone: false, doneBytes: 25, totalBytes: 100 }],
};
const refused: Job = {
  ...pull,
  state: 'failed',
  endedAt: Date.now(),
  error: { code: 'registry-auth', registry: 'docker.io', message: 'docker.io refused.', hint: 'Sign in first.' },
};

const ending: (() => void)[] = [];
afterEach(() => ending.splice(0).forEach((end) => end()));

function open() {
  const asked: string[] = [];
  const queue: Change<Job>[] = [{ type: 'snapshot', items: [pull] }];
  let wake = () => {};
  const jobs = {
    async *watch(_: unknown, signal: AbortSignal) {
      while (!signal.aborted) {
        yield* queue.splice(0);
        await new Promise<void>((resolve) => {
          wake = resolve;
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
      }
    },
    async *log() {
      yield 'Pulling from library/redis';
    },
    cancel: async ({ jobId }: { jobId: string }) => void asked.push(`cancel ${jobId}`),
    dismiss: async ({ jobId }: { jobId: string }) => void asked.push(`dismiss ${jobId}`),
  };
  const handlers = { jobs } as unknown as Parameters<typeof serve<typeof contract>>[1];
  connectOver(() => {
    const [clientEnd, serverEnd, close] = memoryPipe();
    serve(contract, handlers, serverEnd);
    ending.push(close);
    return clientEnd;
  });
  const store = configureStore({
    reducer: { [jobsSlice.name]: jobsSlice.reducer, [contextsSlice.name]: contextsSlice.reducer },
  });
  ending.push(followJobs(store));
  renderUi(
    <Provider store={store}>
      <JobsButton />
    </Provider>,
  );
  const change = (job: Job) => {
    queue.push({ type: 'patch', upserted: [job], removed: [] });
    wake();
  };
  return { asked, change, store };
}

const trigger = (name: string) => screen.findByRole('button', { name });

test('the status bar shows what runs; its list shows progress, command and log, and can cancel', async () => {
  const { asked } = open();
  await userEvent.click(await trigger('Jobs: 1 running'));
  const list = await screen.findByRole('dialog', { name: 'Jobs' });
  expect(within(list).getByRole('progressbar', { name: 'Pull redis:7' }).getAttribute('value')).toBe('0.25');
  await userEvent.click(within(list).getByRole('button', { name: 'Pull redis:7', expanded: false }));
  expect(list.textContent).toContain('docker pull redis:7');
  expect(await within(list).findByText(/Pulling from library/)).toBeTruthy();
  await userEvent.click(within(list).getByRole('button', { name: 'Cancel: Pull redis:7' }));
  await waitFor(() => expect(asked).toEqual(['cancel j1']));
});

test('a job that fails while nobody looks says so, and leads to its error', async () => {
  const { change } = open();
  await trigger('Jobs: 1 running');
  change(refused);
  expect(await screen.findByText('Failed: Pull redis:7', undefined, { timeout: 5000 })).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Show' }));
  const list = await screen.findByRole('dialog', { name: 'Jobs' });
  expect(within(list).getByRole('alert').textContent).toContain('Sign in first.');
});

test('a job that is shown where it was started does not end with a notice too', async () => {
  const { change, store } = open();
  await trigger('Jobs: 1 running');
  store.dispatch(jobsSlice.actions.watchBegan('j1'));
  change({ ...refused, title: 'Run watched' });
  await trigger('Jobs: 0 running, 1 failed');
  store.dispatch(jobsSlice.actions.watchEnded('j1'));
  // The notice of the next one comes; of the watched one there was none before it.
  change({ ...pull, id: 'j2', title: 'Run web' });
  await trigger('Jobs: 1 running, 1 failed');
  const warnings = ['Memory limited without swap.'];
  change({ ...pull, id: 'j2', title: 'Run web', state: 'done', result: { type: 'containers', ids: [], warnings } });
  expect(await screen.findByText('Memory limited without swap.')).toBeTruthy();
  expect(screen.queryByText('Failed: Run watched')).toBeNull();
});

test('what a job left on another engine than the one that is open is said, and opened there', async () => {
  const { change, store } = open();
  const context = { source: 'cli', endpoint: 'unix:///x.sock', isLocal: true, state: { type: 'unknown' } } as const;
  store.dispatch(contextsSlice.actions.received([{ ...context, name: 'here', isSelected: true }]));
  await userEvent.click(await trigger('Jobs: 1 running'));
  const list = await screen.findByRole('dialog', { name: 'Jobs' });
  const done = { ...pull, state: 'done', message: 'Done' } as const;
  change({ ...done, context: 'there', result: { type: 'volume', name: 'data' } });
  const link = await within(list).findByRole('link', { name: 'Open the volume' });
  expect(link.getAttribute('href')).toMatch(/\/on\/there\/volumes\/data$/);
  expect(list.textContent).toContain('on there');
  change({ ...done, context: 'here', result: { type: 'stack', project: 'shop', warnings: ['TAG is not set.'] } });
  expect(await within(list).findByText('TAG is not set.')).toBeTruthy();
  expect(within(list).getByRole('link', { name: 'Open the stack' }).getAttribute('href')).toMatch(/\/stacks\/shop$/);
  expect(list.textContent).not.toContain('on here');
});

test('progress is by bytes, of the whole where it is known, and unknown while a part is', () => {
  expect(progressOf({ ...pull, doneBytes: 5, totalBytes: 10 })).toBe(0.5);
  expect(progressOf(pull)).toBe(0.25);
  expect(
    progressOf({ ...pull, items: [...pull.items, { id: 'b', label: 'b', status: 'Waiting', isDone: false }] }),
  ).toBe(undefined);
  expect(progressOf({ ...pull, items: [] })).toBe(undefined);
});

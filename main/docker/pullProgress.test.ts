import { expect, test } from 'vitest';
import { PullProgress } from './pullProgress.ts';

test('each layer is an item, the bytes are those of the download, and the total waits until it is known', () => {
  const progress = new PullProgress();
  progress.add({ status: 'Pulling from library/redis', id: '7' });
  progress.add({ status: 'Already exists', id: 'a' });
  progress.add({ status: 'Pulling fs layer', id: 'b', progressDetail: {} });
  progress.add({ status: 'Waiting', id: 'c', progressDetail: {} });
  progress.add({ status: 'Downloading', id: 'b', progressDetail: { current: 10, total: 100 } });
  expect(progress.items()).toEqual([
    { id: 'a', label: 'a', status: 'Already exists', isDone: true },
    { id: 'b', label: 'b', status: 'Downloading', isDone: false, doneBytes: 10, totalBytes: 100 },
    { id: 'c', label: 'c', status: 'Waiting', isDone: false },
  ]);
  expect(progress.totals()).toEqual({ doneBytes: 10 });

  progress.add({ status: 'Downloading', id: 'c', progressDetail: { current: 5, total: 50 } });
  expect(progress.totals()).toEqual({ doneBytes: 15, totalBytes: 150 });

  progress.add({ status: 'Download complete', id: 'b', progressDetail: {} });
  progress.add({ status: 'Extracting', id: 'b', progressDetail: { current: 3, total: 100 } });
  expect(progress.totals()).toEqual({ doneBytes: 105, totalBytes: 150 });
  expect(progress.items()[1]).toMatchObject({ status: 'Extracting', isDone: false, doneBytes: 100 });
});

test('a log has a line for each new state, not for each tick', () => {
  const progress = new PullProgress();
  const lines = [
    progress.add({ status: 'Downloading', id: 'b', progressDetail: { current: 1, total: 9 } }),
    progress.add({ status: 'Downloading', id: 'b', progressDetail: { current: 2, total: 9 } }),
    progress.add({ status: 'Pull complete', id: 'b', progressDetail: {} }),
    progress.add({ status: 'Digest: sha256:abc' }),
    progress.add({ status: 'Status: Downloaded newer image for redis:7' }),
  ];
  expect(lines).toEqual([
    'b: Downloading',
    undefined,
    'b: Pull complete',
    'Digest: sha256:abc',
    'Status: Downloaded newer image for redis:7',
  ]);
  expect(progress.digest).toBe('sha256:abc');
});

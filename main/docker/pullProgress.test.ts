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

test('of several tags each is named, and a layer that an earlier one brought keeps its size', () => {
  const progress = new PullProgress();
  expect(progress.add({ id: '1', status: 'Pulling from team/app' })).toBe('1: Pulling from team/app');
  progress.add({ id: 'a', status: 'Downloading', progressDetail: { current: 10, total: 100 } });
  progress.add({ id: 'a', status: 'Pull complete', progressDetail: {} });
  progress.add({ id: '2', status: 'Pulling from team/app' });
  progress.add({ id: 'a', status: 'Already exists', progressDetail: {} });
  progress.add({ id: 'b', status: 'Downloading', progressDetail: { current: 1, total: 50 } });
  expect(progress.tags).toEqual(['1', '2']);
  expect(progress.message).toBe('Downloading 1 layer of 2');
  expect(progress.totals()).toEqual({ doneBytes: 101, totalBytes: 150 });
  progress.add({ id: 'b', status: 'Extracting', progressDetail: {} });
  expect(progress.message).toBe('Unpacking 1 layer of 2');
});

test('a download that breaks off begins anew, and is one line in the log however long the engine waits', () => {
  const progress = new PullProgress();
  const add = (status: string, current = 0) => progress.add({ id: 'a', status, progressDetail: { current, total: 9 } });
  add('Downloading', 5);
  expect(add('Retrying in 2 seconds')).toBe('a: Retrying in 2 seconds');
  expect(add('Retrying in 1 second')).toBeUndefined();
  expect(progress.message).toBe('A download broke off. Retrying in 1 second.');
  expect(progress.totals()).toEqual({ doneBytes: 0, totalBytes: 9 });
  expect(add('Downloading', 1)).toBe('a: Downloading');
});

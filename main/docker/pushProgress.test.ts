import { expect, test } from 'vitest';
import { PushProgress } from './pushProgress.ts';

test('each layer is an item: sent, there already, or mounted from another repository', () => {
  const progress = new PushProgress();
  progress.add({ status: 'The push refers to repository [localhost:5000/app]' });
  for (const id of ['a', 'b', 'c']) progress.add({ id, status: 'Preparing', progressDetail: {} });
  expect(progress.totals()).toEqual({ doneBytes: 0 });
  progress.add({ id: 'a', status: 'Layer already exists', progressDetail: {} });
  progress.add({ id: 'b', status: 'Mounted from library/debian', progressDetail: {} });
  progress.add({ id: 'c', status: 'Pushing', progressDetail: { current: 40, total: 100 } });
  expect(progress.message).toBe('Sending 1 layer');
  expect(progress.totals()).toEqual({ doneBytes: 40, totalBytes: 100 });
  // The engine counts the tar’s own bytes too, and passes the whole by a little.
  progress.add({ id: 'c', status: 'Pushing', progressDetail: { current: 104, total: 100 } });
  expect(progress.totals()).toEqual({ doneBytes: 100, totalBytes: 100 });
  progress.add({ id: 'c', status: 'Pushed', progressDetail: {} });
  progress.add({ status: '1: digest: sha256:abc size: 528' });
  progress.add({ aux: { Tag: '1', Digest: 'sha256:abc', Size: 528 } });
  expect(progress.items().map(({ id, status, isDone }) => [id, status, isDone])).toEqual([
    ['a', 'Layer already exists', true],
    ['b', 'Mounted from library/debian', true],
    ['c', 'Pushed', true],
  ]);
  expect(progress.pushed).toEqual([{ tag: '1', digest: 'sha256:abc', sizeBytes: 528 }]);
});

test('a layer that is sent with one tag is not begun again with the next; a retry is one line', () => {
  const progress = new PushProgress();
  const add = (status: string) => progress.add({ id: 'c', status, progressDetail: { current: 5, total: 10 } });
  expect(['Pushing', 'Pushing', 'Retrying in 5 seconds', 'Retrying in 4 seconds'].map(add)).toEqual([
    'c: Pushing',
    undefined,
    'c: Retrying in 5 seconds',
    undefined,
  ]);
  expect(progress.message).toBe('The connection broke off. Retrying in 4 seconds.');
  add('Pushed');
  expect(add('Preparing')).toBeUndefined();
  expect(progress.items()).toMatchObject([{ status: 'Pushed', isDone: true }]);
});

import { expect, test } from 'vitest';
import type { Activity, EngineCall } from '../../../../contract/model/event.ts';
import { findAction } from './openWhatHappened.ts';
import { subjectsOf, wasPulled } from './subjects.ts';

const ID = 'ab'.repeat(32);
const post = (path: string, more: Partial<EngineCall> = {}): EngineCall => ({
  method: 'POST',
  path,
  status: 201,
  ...more,
});
const said = (...calls: EngineCall[]) =>
  subjectsOf(calls).map(({ kind, id, isMade, isStarted }) =>
    [kind, id, isMade && 'made', isStarted && 'started'].filter(Boolean).join(' '),
  );

test('a run made a container and started it; the image is told with it', () => {
  const pull = post('/images/create?fromImage=docker.io%2Flibrary%2Fnginx&tag=1.27', { status: 200 });
  const create = post('/containers/create?name=web', { made: ID });
  const start = post(`/containers/${ID}/start`, { status: 204 });
  expect(said(create, start)).toEqual([`container ${ID} made started`]);
  expect(said(pull, create, start)).toEqual([`container ${ID} made started`]);
  expect([wasPulled([create, start]), wasPulled([pull, create])]).toEqual([false, true]);
});

test.each<[string, EngineCall[], string[]]>([
  ['stop', [post(`/containers/${ID}/stop?t=10`, { status: 204 })], [`container ${ID}`]],
  ['restart', [post(`/containers/${ID}/restart`, { status: 204 })], [`container ${ID} started`]],
  ['refused start', [post(`/containers/${ID}/start`, { status: 500 })], []],
  ['pull', [post('/images/create?fromImage=nginx&tag=1', { status: 200 })], ['image nginx:1 made']],
  ['pull by digest', [post('/images/create?fromImage=a&tag=sha256%3Aff', { status: 200 })], ['image a@sha256:ff made']],
  ['commit', [post('/commit?container=x', { made: 'sha256:1' })], ['image sha256:1 made']],
  ['network', [post('/networks/create', { made: ID })], [`network ${ID} made`]],
  ['volume', [post('/volumes/create', { made: 'data' })], ['volume data made']],
  [
    'helper that is gone again',
    [post('/containers/create', { made: ID }), { ...post(`/containers/${ID}?v=1`), method: 'DELETE' }],
    [],
  ],
  ['look', [{ method: 'GET', path: `/containers/${ID}/json`, status: 200 }], []],
])('what a %s leaves to be looked at', (_, calls, expected) => expect(said(...calls)).toEqual(expected));

test('it is found by its own id, by its job, or as the last one of which there is something to tell', () => {
  const action = (id: string, more: Partial<Activity> = {}): Activity => ({
    ...{ id, context: 'default', at: 1, title: id, command: '', state: 'done', ...more },
  });
  const actions = [action('now', { state: 'running' }), action('tag'), action('run', { jobId: 'job' })];
  const isTold = ({ id }: Activity) => id !== 'tag';
  expect(findAction(actions, { actionId: 'tag' }, isTold)?.id).toBe('tag');
  expect(findAction(actions, { jobId: 'job' }, isTold)?.id).toBe('run');
  expect(findAction(actions, { last: true }, isTold)?.id).toBe('run');
});

import { describe, expect, test } from 'vitest';
import type { ContainerSummary } from '../../../contract/model/container.ts';
import type { LiveChange } from '../../../contract/model/change.ts';
import { Members } from './members.ts';
import { type StackParts, summarize } from './summarize.ts';
import { statusOf } from './status.ts';

const FILES = { workingDir: '/a', configFiles: ['/a/compose.yaml'], envFiles: [], profiles: [] };
const LABELS = {
  'com.docker.compose.project.working_dir': '/a',
  'com.docker.compose.project.config_files': '/a/compose.yaml',
};

const container = (
  id: string,
  state: ContainerSummary['state'],
  more: Partial<ContainerSummary> = {},
): ContainerSummary => ({
  ...{ id, name: id, image: 'x', imageId: '', command: '', createdAt: 1, ports: [], networks: [], mounts: [] },
  state,
  labels: LABELS,
  stack: { project: 'shop', service: 'web' },
  ...more,
});

const parts = (more: Partial<StackParts>): StackParts => ({
  ...{ project: 'shop', containers: [], networkCount: 0, volumeCount: 0, remembered: undefined, found: undefined },
  ...more,
});
const here = { missing: () => [], editedAt: () => 5 };

describe('the status of a stack', () => {
  const cases: readonly (readonly [string, readonly ContainerSummary[]])[] = [
    ['not-created', []],
    ['running', [container('a', 'running'), container('b', 'running')]],
    ['partly-running', [container('a', 'running'), container('b', 'exited')]],
    ['partly-running', [container('a', 'running'), container('b', 'paused')]],
    ['paused', [container('a', 'paused'), container('b', 'exited')]],
    ['stopped', [container('a', 'exited'), container('b', 'created')]],
    ['unhealthy', [container('a', 'running', { health: 'unhealthy' }), container('b', 'running')]],
    ['restarting', [container('a', 'restarting'), container('b', 'running', { health: 'unhealthy' })]],
  ];
  test.each(cases)('is %s', (status, containers) => expect(statusOf(containers)).toBe(status));
});

describe('a summary', () => {
  test('goes by the files that the person chose, then by the newest container, then by what was seen or found', () => {
    const other = { ...FILES, workingDir: '/b' };
    const remembered = { context: 'x', project: 'shop', files: other, isChosen: true, seenAt: 1 };
    const containers = [container('a', 'running', { labels: {} }), container('b', 'running', { createdAt: 2 })];
    const filesOf = (more: Partial<StackParts>) => summarize(parts(more), here).files?.workingDir;
    expect(filesOf({ containers, remembered })).toBe('/b');
    expect(filesOf({ containers, remembered: { ...remembered, isChosen: false } })).toBe('/a');
    expect(filesOf({ remembered: { ...remembered, isChosen: false }, found: FILES })).toBe('/b');
    expect(filesOf({ found: FILES })).toBe('/a');
    expect(filesOf({ volumeCount: 1 })).toBeUndefined();
  });

  test('says which files are not there, and that nobody knows them', () => {
    const missing = { missing: () => ['/a/compose.yaml'], editedAt: () => undefined };
    expect(summarize(parts({ found: FILES }), missing).definition).toEqual({
      type: 'missing',
      files: ['/a/compose.yaml'],
    });
    expect(summarize(parts({ volumeCount: 1 }), here)).toMatchObject({
      status: 'not-created',
      definition: { type: 'unknown' },
      origin: { isInEngine: true, isInFolder: false, isRemembered: false },
    });
  });

  test('counts one-off containers apart', () => {
    const oneOff = container('c', 'running', { labels: { 'com.docker.compose.oneoff': 'True' } });
    expect(summarize(parts({ containers: [container('a', 'exited'), oneOff] }), here)).toMatchObject({
      status: 'stopped',
      containerCount: 1,
      oneOffCount: 1,
      services: [{ name: 'web', containerCount: 1, runningCount: 0 }],
    });
  });
});

describe('the members of projects', () => {
  const members = () => new Members<{ readonly id: string; readonly project?: string }>(({ project }) => project);
  type Change = LiveChange<{ readonly id: string; readonly project?: string }>;
  const snapshot = (...items: readonly { readonly id: string; readonly project?: string }[]): Change => ({
    type: 'snapshot',
    items,
  });

  test('tell which projects a change touches', () => {
    const all = members();
    expect([...all.apply(snapshot({ id: '1', project: 'a' }, { id: '2' }, { id: '3', project: 'b' }))]).toEqual([
      'a',
      'b',
    ]);
    expect([...all.apply({ type: 'patch', upserted: [{ id: '1', project: 'b' }], removed: ['2', '9'] })]).toEqual([
      'a',
      'b',
    ]);
    expect(all.of('b').map(({ id }) => id)).toEqual(['3', '1']);
    expect([...all.projects()]).toEqual(['b']);
    expect([...all.apply({ type: 'patch', upserted: [], removed: ['1', '3'] })]).toEqual(['b']);
    expect([...all.projects()]).toEqual([]);
  });

  test('are those of the last list, and not ready while the engine is away', () => {
    const all = members();
    all.apply(snapshot({ id: '1', project: 'a' }));
    expect(all.isReady).toBe(true);
    all.apply({ type: 'unreachable', error: { code: 'cancelled', message: '' } });
    expect(all.isReady).toBe(false);
    expect([...all.apply(snapshot({ id: '2', project: 'b' }))]).toEqual(['a', 'b']);
    expect(all.of('a')).toEqual([]);
  });
});

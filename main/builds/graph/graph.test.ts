import { describe, expect, test } from 'vitest';
import { EMPTY_GRAPH, endGraph, reduceGraph, stepsOf, withLogSource } from './graph.ts';
import { parseStepName } from './stepName.ts';
import type { SolveStatus, Vertex } from '../buildx/solveStatus.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds)).toISOString();
const vertex = (digest: string, more: Partial<Vertex> = {}): Vertex => ({
  digest,
  name: `[one 1/2] RUN ${digest}`,
  ...more,
});
const after = (...statuses: readonly SolveStatus[]) =>
  statuses.reduce((graph, status) => reduceGraph(graph, status), EMPTY_GRAPH);
const step = (...vertexes: readonly Vertex[]) => stepsOf(after(...vertexes.map((one) => ({ vertexes: [one] }))))[0];

test.each([
  ['[2/5] RUN make', { instruction: 'RUN make', stage: '', index: 2, total: 5 }],
  ['[build 2/5] RUN a\nb', { instruction: 'RUN a\nb', stage: 'build', index: 2, total: 5 }],
  [
    '[linux/arm64 build 12/15] COPY a b',
    { instruction: 'COPY a b', stage: 'build', platform: 'linux/arm64', index: 12, total: 15 },
  ],
  ['[linux/amd64->arm/v7 2/3] RUN x', { instruction: 'RUN x', stage: '', platform: 'linux/amd64', index: 2, total: 3 }],
  ['[internal] load build context', { instruction: 'load build context' }],
  ['exporting to image', { instruction: 'exporting to image' }],
])('%j is read as a step', (name, expected) => expect(parseStepName(name)).toEqual(expected));

describe('a step', () => {
  test.each<[string, readonly Vertex[], object]>([
    ['waits', [vertex('a')], { state: 'waiting', inputs: [] }],
    ['runs', [vertex('a'), vertex('a', { started: at(1) })], { state: 'running', startedAt: Date.parse(at(1)) }],
    [
      'is done',
      [vertex('a', { started: at(1) }), vertex('a', { started: at(1), completed: at(3) })],
      { state: 'done', durationMs: 2000 },
    ],
    [
      'is cached',
      [vertex('a', { started: at(1), completed: at(1), cached: true })],
      { state: 'cached', durationMs: 0 },
    ],
    [
      'fails',
      [vertex('a', { started: at(1), completed: at(2), error: 'exit code: 1' })],
      { state: 'failed', error: 'exit code: 1' },
    ],
    [
      'is cancelled by another',
      [vertex('a', { started: at(1), completed: at(2), error: 'context canceled' })],
      { state: 'cancelled' },
    ],
    [
      'that is begun twice takes the time of both, and begins with the first',
      [
        vertex('a', { started: at(1), completed: at(2) }),
        vertex('a', { started: at(5) }),
        vertex('a', { started: at(5), completed: at(9) }),
      ],
      { state: 'done', startedAt: Date.parse(at(1)), durationMs: 5000 },
    ],
    [
      'keeps its inputs when it is named again without them',
      [vertex('a', { inputs: ['b'] }), vertex('a', { started: at(1) })],
      { inputs: ['b'] },
    ],
  ])('%s', (_, vertexes, expected) => expect(step(...vertexes)).toMatchObject(expected));

  test('says what it transfers while it runs: one amount, or all layers together', () => {
    const running = after(
      { vertexes: [vertex('a', { started: at(1) })] },
      { statuses: [{ id: 'transferring context:', vertex: 'a', current: 10 }] },
    );
    expect(stepsOf(running)[0]?.progress).toEqual({ label: 'transferring context', doneBytes: 10 });
    const layers = reduceGraph(running, {
      statuses: [
        { id: 'sha256:1', name: 'downloading', vertex: 'a', current: 5, total: 10 },
        { id: 'sha256:2', name: 'downloading', vertex: 'a', current: 1, total: 30 },
      ],
    });
    expect(stepsOf(layers)[0]?.progress).toEqual({ label: 'downloading', doneBytes: 6, totalBytes: 40 });
    const done = reduceGraph(layers, { vertexes: [vertex('a', { started: at(1), completed: at(2) })] });
    expect(stepsOf(done)[0]).not.toHaveProperty('progress');
  });
});

describe('the graph', () => {
  test('is the same object after a line that changes nothing of it, and old ones stay as they were', () => {
    const before = after({ vertexes: [vertex('a')] });
    expect(reduceGraph(before, { logs: [{ vertex: 'a', data: '', timestamp: at(1) }] })).toBe(before);
    const [kept] = stepsOf(before);
    const next = reduceGraph(before, { vertexes: [vertex('b', { started: at(1) })] });
    expect(stepsOf(before)).toHaveLength(1);
    expect(stepsOf(next)[0]).toBe(kept);
  });

  test('collects warnings, with their lines', () => {
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const { warnings } = after({
      warnings: [
        {
          vertex: 'a',
          short: base64('Bad casing'),
          detail: [base64('Use one')],
          url: 'https://x',
          range: [{ start: { line: 3 } }],
        },
      ],
    });
    expect(warnings).toEqual([{ message: 'Bad casing', detail: 'Use one', url: 'https://x', line: 3 }]);
  });

  test('that ends early has no step that runs, and those that print keep their number', () => {
    const ended = endGraph(withLogSource(after({ vertexes: [vertex('a', { started: at(1) }), vertex('b')] }), 'a', 4));
    expect(stepsOf(ended).map(({ state, logSource }) => [state, logSource])).toEqual([
      ['cancelled', 4],
      ['waiting', undefined],
    ]);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BuildStep } from '../../../../contract/model/build.ts';
import { layoutGraph } from './layoutGraph.ts';

const step = (
  id: string,
  stage: string | undefined,
  inputs: readonly string[] = [],
  more: Partial<BuildStep> = {},
): BuildStep => ({
  id,
  name: id,
  instruction: `RUN ${id}`,
  state: 'done',
  inputs,
  ...(stage !== undefined && { stage }),
  ...more,
});
const places = (steps: readonly BuildStep[]) => {
  const { cells, lanes } = layoutGraph(steps);
  return Object.fromEntries(
    cells.map((cell) => [cell.step.id, [lanes[cell.lane]?.stage ?? lanes[cell.lane]?.key, cell.row]]),
  );
};

describe('the graph of a build', () => {
  test('has a lane for each stage in the order of the Dockerfile, and steps below what they build on', () => {
    const steps = [
      step('copy', 'final', ['base1', 'right1'], { line: 9 }),
      step('right1', 'right', ['base2'], { line: 7 }),
      step('left1', 'left', ['base2'], { line: 5 }),
      step('base2', 'base', ['base1'], { line: 2 }),
      step('base1', 'base', [], { line: 1 }),
      step('load', undefined),
      step('context', undefined),
      step('export', undefined, [], { instruction: 'exporting to image' }),
    ];
    expect(layoutGraph(steps).lanes.map(({ stage, key }) => stage ?? key)).toEqual([
      'before',
      'base',
      'left',
      'right',
      'final',
      'after',
    ]);
    expect(places(steps)).toEqual({
      load: ['before', 0],
      context: ['before', 1],
      base1: ['base', 0],
      base2: ['base', 1],
      left1: ['left', 2],
      right1: ['right', 2],
      copy: ['final', 3],
      export: ['after', 4],
    });
    expect(
      layoutGraph(steps)
        .edges.map(({ from, to }) => `${from.step.id} ${to.step.id}`)
        .sort(),
    ).toEqual(['base1 base2', 'base1 copy', 'base2 left1', 'base2 right1', 'right1 copy']);
  });

  test('keeps platforms of one stage apart', () => {
    const steps = [
      step('a', 'one', [], { platform: 'linux/amd64' }),
      step('b', 'one', [], { platform: 'linux/arm64' }),
    ];
    expect(layoutGraph(steps).lanes).toHaveLength(2);
  });

  test('puts no two steps in one place, and every step below all it builds on', () => {
    const graph = fc.array(
      fc.record({ stage: fc.constantFrom('a', 'b', 'c', undefined), inputs: fc.array(fc.nat(30), { maxLength: 3 }) }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(graph, (made) => {
        const steps = made.map(({ stage, inputs }, index) =>
          step(
            `s${index}`,
            stage,
            inputs.filter((input) => input < index).map((input) => `s${input}`),
          ),
        );
        const { cells, edges, rowCount } = layoutGraph(steps);
        expect(cells).toHaveLength(steps.length);
        expect(new Set(cells.map(({ lane, row }) => `${lane} ${row}`)).size).toBe(cells.length);
        for (const { from, to } of edges) expect(to.row).toBeGreaterThan(from.row);
        for (const { row } of cells) expect(row).toBeLessThan(rowCount);
      }),
    );
  });
});

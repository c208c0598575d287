import type { BuildStep } from '../../../../contract/model/build.ts';

/** Steps of one stage under each other. */
export interface Lane {
  readonly key: string;
  /** `undefined` for what BuildKit does before and after the stages. */
  readonly stage?: string;
  readonly platform?: string;
}

export interface Cell {
  readonly step: BuildStep;
  readonly lane: number;
  readonly row: number;
}

export interface GraphLayout {
  readonly lanes: readonly Lane[];
  readonly cells: readonly Cell[];
  /** From a step to one that builds on it. */
  readonly edges: readonly { readonly from: Cell; readonly to: Cell }[];
  readonly rowCount: number;
}

const BEFORE = 'before';
const AFTER = 'after';
const RESULT = /^(exporting|pushing|importing to|resolving provenance|preparing layers|writing)/;

/**
 * Places steps in lanes, a stage each, in the order of the Dockerfile. A step stands below everything that it builds on:
 * steps in one row need nothing of each other, and may run at the same time.
 */
export function layoutGraph(steps: readonly BuildStep[]): GraphLayout {
  const laneOf = (step: BuildStep) =>
    step.stage === undefined
      ? RESULT.test(step.instruction)
        ? AFTER
        : BEFORE
      : `${step.platform ?? ''} ${step.stage}`;
  const keys = orderedLanes(steps, laneOf);
  const byId = new Map(steps.map((step) => [step.id, step]));
  const depths = new Map<string, number>();
  const above = (step: BuildStep) =>
    step.inputs.flatMap((id) => byId.get(id) ?? []).filter(({ stage }) => stage !== undefined);
  const depthOf = (step: BuildStep): number => {
    const known = depths.get(step.id);
    if (known !== undefined) return known;
    depths.set(step.id, 0); // a circle, which there is not, would end here
    const depth = Math.max(-1, ...above(step).map(depthOf)) + 1;
    depths.set(step.id, depth);
    return depth;
  };

  // From above: what a step builds on has its place before.
  const rows = new Map<string, number>();
  const next = new Map<string, number>();
  const place = (step: BuildStep, least: number): Cell => {
    const lane = laneOf(step);
    const row = Math.max(next.get(lane) ?? 0, least);
    next.set(lane, row + 1);
    rows.set(step.id, row);
    return { step, lane: keys.indexOf(lane), row };
  };
  const staged = steps
    .filter(({ stage }) => stage !== undefined)
    .sort((a, b) => depthOf(a) - depthOf(b) || (a.line ?? 0) - (b.line ?? 0))
    .map((step) => place(step, Math.max(-1, ...above(step).map(({ id }) => rows.get(id) ?? -1)) + 1));
  const lastRow = Math.max(-1, ...staged.map(({ row }) => row));
  const around = steps
    .filter(({ stage }) => stage === undefined)
    .map((step) => place(step, laneOf(step) === AFTER ? lastRow + 1 : 0));
  const cells = [...around, ...staged];
  const cellOf = new Map(cells.map((cell) => [cell.step.id, cell]));
  const edges = cells.flatMap((to) =>
    to.step.inputs.flatMap((id) => {
      const from = cellOf.get(id);
      return from && from.step.stage !== undefined && to.step.stage !== undefined ? [{ from, to }] : [];
    }),
  );
  const lanes = keys.map((key): Lane => {
    const step = steps.find((one) => laneOf(one) === key);
    return {
      key,
      ...(step?.stage !== undefined && { stage: step.stage }),
      ...(step?.platform !== undefined && { platform: step.platform }),
    };
  });
  return { lanes, cells, edges, rowCount: Math.max(0, ...cells.map(({ row }) => row + 1)) };
}

/** What comes before, the stages by their first line (else as BuildKit named them), what comes after. */
function orderedLanes(steps: readonly BuildStep[], laneOf: (step: BuildStep) => string): readonly string[] {
  const first = new Map<string, number>();
  for (const [index, step] of steps.entries()) {
    const lane = laneOf(step);
    const at = step.stage === undefined ? (lane === BEFORE ? -1 : Number.MAX_SAFE_INTEGER) : (step.line ?? 1e6 + index);
    first.set(lane, Math.min(first.get(lane) ?? Number.MAX_SAFE_INTEGER, at));
  }
  return [...first].sort((a, b) => a[1] - b[1]).map(([lane]) => lane);
}

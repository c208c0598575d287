import type { JobItem } from '../../../contract/model/job.ts';
import { type BuildGraph, EMPTY_GRAPH, endGraph, reduceGraph, stepsOf } from '../../builds/graph/graph.ts';
import type { SolveStatus } from '../../builds/buildx/solveStatus.ts';
import type { ComposeLine } from './composeLine.ts';

const MAX_ITEMS = 300;

/** What is known of a run of compose: its things, and the steps of what it builds. */
export interface StackProgress {
  readonly items: ReadonlyMap<string, JobItem>;
  readonly graph: BuildGraph;
  readonly message: string;
}

export const NO_PROGRESS: StackProgress = { items: new Map(), graph: EMPTY_GRAPH, message: '' };

export function withLine(progress: StackProgress, line: ComposeLine): StackProgress {
  if (line.type !== 'event') return progress;
  const { id, status, detail, state, current, total, parentId } = line;
  const label = labelOf(id);
  const item: JobItem = {
    id,
    label: parentId === undefined ? label : `${labelOf(parentId)} ${label}`,
    status: [status, detail].filter(Boolean).join(': '),
    isDone: state === 'done',
    ...(total !== undefined && total > 0 && { doneBytes: current ?? 0, totalBytes: total }),
  };
  return {
    ...progress,
    items: new Map(progress.items).set(id, item),
    message: parentId === undefined ? `${label}: ${status.toLowerCase()}` : progress.message,
  };
}

export function withBuild(progress: StackProgress, status: SolveStatus): StackProgress {
  const graph = reduceGraph(progress.graph, status);
  if (graph === progress.graph) return progress;
  const running = stepsOf(graph).findLast(({ state }) => state === 'running');
  return { ...progress, graph, message: running?.name ?? progress.message };
}

/** What was under way when it ended did not come to its end. */
export const ended = (progress: StackProgress): StackProgress => ({ ...progress, graph: endGraph(progress.graph) });

/** Steps of builds first: they come before what is made of them. */
export function itemsOf({ items, graph }: StackProgress): readonly JobItem[] {
  const steps = stepsOf(graph)
    .filter(({ stage }) => stage !== undefined)
    .map(({ id, name, state, progress }): JobItem => ({
      id,
      label: name,
      status: state,
      isDone: state === 'done' || state === 'cached',
      ...(progress?.totalBytes !== undefined && { doneBytes: progress.doneBytes, totalBytes: progress.totalBytes }),
    }));
  return [...steps, ...items.values()].slice(0, MAX_ITEMS);
}

/** “Container shop-web-1” is “shop-web-1”: what kind it is, its word says. */
const labelOf = (id: string): string => id.replace(/^Container /, '');

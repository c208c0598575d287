import { webAddress } from '../../../contract/model/webAddress.ts';
import type { BuildStep, BuildWarning, StepState } from '../../../contract/model/build.ts';
import type { SolveStatus, Vertex, VertexStatus, VertexWarning } from '../buildx/solveStatus.ts';
import type { StepPlace } from '../dockerfile/stepLines.ts';
import { parseStepName } from './stepName.ts';

/** A step, and what its figures are made of. */
interface Node {
  readonly step: BuildStep;
  /** Each time it was started, and when that ended: BuildKit begins some more than once. */
  readonly runs: ReadonlyMap<string, string | undefined>;
  readonly statuses: ReadonlyMap<string, VertexStatus>;
}

export interface BuildGraph {
  /** In the order in which BuildKit first named them. */
  readonly nodes: ReadonlyMap<string, Node>;
  readonly warnings: readonly BuildWarning[];
}

export const EMPTY_GRAPH: BuildGraph = { nodes: new Map(), warnings: [] };

export type LineOf = (place: StepPlace) => number | undefined;

/** The graph after one more line of progress; the same graph when that changes nothing of it, as with a log. */
export function reduceGraph(graph: BuildGraph, status: SolveStatus, lineOf: LineOf = () => undefined): BuildGraph {
  const { vertexes = [], statuses = [], warnings = [] } = status;
  if (vertexes.length === 0 && statuses.length === 0 && warnings.length === 0) return graph;
  const nodes = new Map(graph.nodes);
  for (const vertex of vertexes) nodes.set(vertex.digest, withVertex(nodes.get(vertex.digest), vertex, lineOf));
  for (const one of statuses) {
    const node = nodes.get(one.vertex);
    if (node) nodes.set(one.vertex, withStatus(node, one));
  }
  return { nodes, warnings: warnings.length === 0 ? graph.warnings : [...graph.warnings, ...warnings.map(toWarning)] };
}

/** What still ran when a build ended did not come to its end. */
export function endGraph(graph: BuildGraph): BuildGraph {
  const nodes = [...graph.nodes].map(([id, node]): [string, Node] => {
    const { progress: _progress, ...step } = node.step;
    return [id, { ...node, step: step.state === 'running' ? { ...step, state: 'cancelled' } : step }];
  });
  return { ...graph, nodes: new Map(nodes) };
}

/** The step prints: from now on its lines carry this number. */
export function withLogSource(graph: BuildGraph, id: string, logSource: number): BuildGraph {
  const node = graph.nodes.get(id);
  if (!node) return graph;
  return { ...graph, nodes: new Map(graph.nodes).set(id, { ...node, step: { ...node.step, logSource } }) };
}

export const stepsOf = ({ nodes }: BuildGraph): readonly BuildStep[] => [...nodes.values()].map(({ step }) => step);

function withVertex(node: Node | undefined, vertex: Vertex, lineOf: LineOf): Node {
  const runs = new Map(node?.runs);
  if (vertex.started !== undefined) runs.set(vertex.started, vertex.completed ?? runs.get(vertex.started));
  const began = [...runs.keys()].map(Date.parse);
  const state = stateOf(vertex, node?.step.state);
  const durationMs = [...runs].reduce(
    (sum, [from, to]) => sum + (to === undefined ? 0 : Date.parse(to) - Date.parse(from)),
    0,
  );
  const step: BuildStep = {
    ...(node?.step ?? named(vertex, lineOf)),
    state,
    // A vertex that is named again later may come without its inputs.
    inputs: vertex.inputs ?? node?.step.inputs ?? [],
    ...(began.length > 0 && { startedAt: Math.min(...began), durationMs }),
    ...(vertex.error !== undefined && vertex.error !== '' && { error: vertex.error }),
  };
  return { step: state === 'running' ? step : withoutProgress(step), runs, statuses: node?.statuses ?? new Map() };
}

const withoutProgress = ({ progress: _progress, ...step }: BuildStep): BuildStep => step;

function named({ digest, name }: Vertex, lineOf: LineOf): BuildStep {
  const { index, total, ...parsed } = parseStepName(name);
  const line =
    index === undefined || total === undefined ? undefined : lineOf({ stage: parsed.stage || undefined, index, total });
  return { id: digest, name, ...parsed, state: 'waiting', inputs: [], ...(line !== undefined && { line }) };
}

function stateOf({ started, completed, cached, error }: Vertex, before: StepState = 'waiting'): StepState {
  if (error) return /context cancell?ed|^cancell?ed/i.test(error) ? 'cancelled' : 'failed';
  if (cached) return 'cached';
  if (completed !== undefined) return 'done';
  return started === undefined ? before : 'running';
}

function withStatus(node: Node, status: VertexStatus): Node {
  const statuses = new Map(node.statuses).set(status.id, status);
  if (node.step.state !== 'running') return { ...node, statuses };
  return { ...node, statuses, step: { ...node.step, progress: progressOf([...statuses.values()], status) } };
}

/** Of several transfers (layers of a base image) all together; else of the last that was spoken of. */
function progressOf(all: readonly VertexStatus[], last: VertexStatus): NonNullable<BuildStep['progress']> {
  const sized = all.filter(({ total = 0 }) => total > 0);
  const label = (sized.length > 1 ? (last.name ?? last.id) : last.id).replace(/:$/, '');
  if (sized.length === 0) return { label, doneBytes: last.current };
  const sum = (of: (status: VertexStatus) => number) => sized.reduce((total, status) => total + of(status), 0);
  return { label, doneBytes: sum(({ current }) => current), totalBytes: sum(({ total = 0 }) => total) };
}

function toWarning({ short, detail, url, range }: VertexWarning): BuildWarning {
  const text = (base64: string) => Buffer.from(base64, 'base64').toString();
  const line = range?.[0]?.start.line;
  return {
    message: text(short),
    ...(detail && detail.length > 0 && { detail: detail.map(text).join('\n') }),
    ...(webAddress(url) !== undefined && { url: webAddress(url) }),
    ...(line !== undefined && { line }),
  };
}

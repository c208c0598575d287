import type { BuildChange, BuildDetail, BuildState, BuildStep, BuildSummary } from '../../contract/model/build.ts';
import { pause } from '../live/pause.ts';
import type { SolveStatus } from './buildx/solveStatus.ts';
import {
  type BuildGraph,
  EMPTY_GRAPH,
  endGraph,
  type LineOf,
  reduceGraph,
  stepsOf,
  withLogSource,
} from './graph/graph.ts';
import type { BuildLog } from './log/buildLog.ts';
import type { Redact } from './redact.ts';

/** A reader gets at most ten changes a second. */
const FOLLOW_MS = 100;

/** What is known of a build before it begins. */
export type BuildBegin = Pick<BuildDetail, 'settings' | 'command' | 'dockerfileText'> & {
  readonly summary: Pick<
    BuildSummary,
    'id' | 'context' | 'title' | 'subject' | 'origin' | 'dockerfile' | 'tags' | 'target' | 'startedAt'
  >;
};

/** How it ended. */
export type BuildEnd = Pick<BuildDetail, 'failure' | 'error' | 'digest'> & {
  readonly state: Exclude<BuildState, 'running'>;
  readonly durationMs: number;
  readonly imageId?: string;
  readonly imageSizeBytes?: number;
};

/** A build that runs: takes in what BuildKit says, and can be followed by any number of readers. */
export class LiveBuild {
  readonly log: BuildLog;
  readonly #begin: BuildBegin;
  readonly #redact: Redact;
  readonly #lineOf: LineOf;
  readonly #listeners = new Set<() => void>();
  #graph: BuildGraph = EMPTY_GRAPH;
  #logSources = new Map<string, number>();
  #end: BuildEnd | undefined;

  constructor(begin: BuildBegin, log: BuildLog, redact: Redact, lineOf: LineOf) {
    this.#begin = begin;
    this.log = log;
    this.#redact = redact;
    this.#lineOf = lineOf;
  }

  take(status: SolveStatus): void {
    const before = this.#graph;
    this.#graph = reduceGraph(this.#graph, this.#clean(status), this.#lineOf);
    for (const log of status.logs ?? []) {
      let source = this.#logSources.get(log.vertex);
      if (source === undefined) {
        source = this.#logSources.size;
        this.#logSources.set(log.vertex, source);
        this.#graph = withLogSource(this.#graph, log.vertex, source);
      }
      this.log.add(source, log);
    }
    if (before !== this.#graph) this.#tell();
  }

  end(end: BuildEnd): void {
    this.#graph = endGraph(this.#graph);
    this.#end = end;
    this.#tell();
  }

  get steps(): readonly BuildStep[] {
    return stepsOf(this.#graph);
  }

  get summary(): BuildSummary {
    const counted = this.steps.filter(isCounted);
    const { state = 'running', durationMs, imageId, imageSizeBytes, failure, error } = this.#end ?? {};
    const problem = failure?.title ?? error?.message;
    return {
      ...this.#begin.summary,
      state,
      stepCount: counted.length,
      doneCount: counted.filter((step) => step.state === 'done' || step.state === 'cached').length,
      cachedCount: counted.filter((step) => step.state === 'cached').length,
      warningCount: this.#graph.warnings.length,
      ...(durationMs !== undefined && { durationMs }),
      ...(imageId !== undefined && { imageId }),
      ...(imageSizeBytes !== undefined && { imageSizeBytes }),
      ...(problem !== undefined && { problem }),
    };
  }

  get detail(): BuildDetail {
    const { failure, error, digest } = this.#end ?? {};
    const { settings, command, dockerfileText } = this.#begin;
    return {
      summary: this.summary,
      settings,
      command,
      steps: this.steps,
      warnings: this.#graph.warnings.map((warning) => ({ ...warning, message: this.#redact(warning.message) })),
      logLineCount: this.log.lineCount,
      ...(this.log.problem !== undefined && { logProblem: this.log.problem }),
      ...(dockerfileText !== undefined && { dockerfileText }),
      ...(failure && { failure }),
      ...(error && { error }),
      ...(digest !== undefined && { digest }),
    };
  }

  /** All of it, then what moved; all of it once more when it has ended. */
  async *follow(signal: AbortSignal): AsyncGenerator<BuildChange> {
    let sent = new Map(this.steps.map((step) => [step.id, step]));
    let wake = () => {};
    let hasMore = false;
    const listener = () => {
      hasMore = true;
      wake();
    };
    this.#listeners.add(listener);
    signal.addEventListener('abort', listener, { once: true });
    try {
      yield { type: 'snapshot', detail: this.detail };
      while (!signal.aborted) {
        if (!hasMore) await new Promise<void>((resolve) => (wake = resolve));
        if (signal.aborted) return;
        hasMore = false;
        if (this.#end) return yield { type: 'snapshot', detail: this.detail };
        const { steps } = this;
        const moved = steps.filter((step) => sent.get(step.id) !== step);
        sent = new Map(steps.map((step) => [step.id, step]));
        yield { type: 'patch', summary: this.summary, steps: moved, logLineCount: this.log.lineCount };
        await pause(FOLLOW_MS, signal);
      }
    } finally {
      this.#listeners.delete(listener);
      signal.removeEventListener('abort', listener);
    }
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /** Names and errors may hold what a build was given. */
  #clean(status: SolveStatus): SolveStatus {
    if (!status.vertexes) return status;
    const vertexes = status.vertexes.map((vertex) => ({
      ...vertex,
      name: this.#redact(vertex.name),
      ...(vertex.error !== undefined && { error: this.#redact(vertex.error) }),
    }));
    return { ...status, vertexes };
  }
}

/** Steps of the Dockerfile that do something: a base image is there or it is fetched. */
export const isCounted = ({ stage, instruction }: BuildStep): boolean =>
  stage !== undefined && !instruction.startsWith('FROM ');

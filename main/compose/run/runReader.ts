import type { JobHandle } from '../../jobs/jobs.ts';
import { parseSolveStatus } from '../../builds/buildx/solveStatus.ts';
import { type ComposeLine, parseComposeLine } from '../progress/composeLine.ts';
import { ended, itemsOf, NO_PROGRESS, type StackProgress, withBuild, withLine } from '../progress/stackProgress.ts';

const TELL_MS = 100;
/** Of what it says at the end, enough to tell why. */
const MAX_LINES = 2000;

/** Says of itself what a person cannot change: that a plugin is not where compose looks for it. */
const NOISE = /Docker Compose is configured to build using Bake|the attribute `version` is obsolete/;

/** Reads the two streams of a run into its job: things and steps, log, warnings. */
export class RunReader {
  readonly lines: ComposeLine[] = [];
  readonly warnings: string[] = [];
  /** What went to standard output and is no progress of a build. */
  readonly output: string[] = [];
  readonly #job: JobHandle;
  readonly #isOneOff: boolean;
  #progress: StackProgress = NO_PROGRESS;
  #timer: NodeJS.Timeout | undefined;
  #hasEnded = false;

  constructor(job: JobHandle, isOneOff: boolean) {
    this.#job = job;
    this.#isOneOff = isOneOff;
  }

  /** It failed itself, and not only the program that it ran. */
  get hasFailed(): boolean {
    return this.lines.some((line) => line.type === 'error' && line.text !== '');
  }

  out(line: string): void {
    const status = parseSolveStatus(line);
    if (!status) {
      this.output.push(line);
      if (this.output.length > MAX_LINES) this.output.shift();
      this.#job.log(line);
      return;
    }
    this.#progress = withBuild(this.#progress, status);
    for (const { data } of status.logs ?? []) {
      for (const text of Buffer.from(data, 'base64').toString().replace(/\n$/, '').split('\n')) this.#job.log(text);
    }
    for (const { name, started, completed } of status.vertexes ?? []) {
      if (started !== undefined && completed === undefined) this.#job.log(`#  ${name}`);
    }
    this.#tell();
  }

  error(text: string): void {
    const line = parseComposeLine(text);
    if (this.lines.push(line) > MAX_LINES) this.lines.shift();
    if (line.type === 'event') {
      this.#progress = withLine(this.#progress, line);
      this.#job.log([line.id, line.status, line.detail].filter(Boolean).join('  '));
      this.#tell();
      return;
    }
    if (NOISE.test(line.text)) return;
    if (line.type === 'warning' && !this.warnings.includes(line.text)) this.warnings.push(line.text);
    if (line.text !== '' && !(this.#isOneOff && line.type === 'error')) this.#job.log(line.text);
  }

  /** Tells the last of it; once. */
  end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#progress = ended(this.#progress);
    this.#now();
  }

  #tell(): void {
    this.#timer ??= setTimeout(() => this.#now(), TELL_MS);
  }

  #now(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const items = itemsOf(this.#progress);
    if (items.length > 0) this.#job.update({ items, message: this.#progress.message });
  }
}

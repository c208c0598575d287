import { composeCommand } from '../../../contract/commands/composeCommands.ts';
import { AppFailure } from '../../../contract/errors.ts';
import type { StackTarget } from '../../../contract/model/stackRun.ts';
import type { JobResult } from '../../../contract/model/job.ts';
import { JobFailure, type JobHandle } from '../../jobs/jobs.ts';
import { wordsFor } from '../cli/createCompose.ts';
import type { StackRunsDeps } from '../deps.ts';
import { composeFailure } from './composeFailure.ts';
import { removeStillborn } from './removeStillborn.ts';
import { RunReader } from './runReader.ts';
import { runCompose } from './runCompose.ts';

export interface RunWish {
  readonly title: string;
  readonly stack: StackTarget;
  /** After the words of the project. */
  readonly words: readonly string[];
  /** Values that are in no list of processes. */
  readonly env?: Readonly<Record<string, string>>;
  /** What it says when all went well. */
  readonly doneMessage: string;
  /** Said after a cancel: what is left. */
  readonly left: string;
  /** It may go on beside others of the same stack. */
  readonly isBeside?: boolean;
  /** Standard output is what the person wants to read, and its exit code what the program says. */
  readonly isOneOff?: boolean;
  readonly resultOf?: (output: readonly string[]) => JobResult | undefined;
}

/** How often `up` is begun again after what a killed engine has left was removed. */
const MAX_TURNS = 3;

/** Runs of compose, one at a time for each stack: two at once would undo each other's work. */
export class StackRuns {
  readonly #deps: StackRunsDeps;
  readonly #busy = new Map<string, string>();

  constructor(deps: StackRunsDeps) {
    this.#deps = deps;
  }

  /** Begins it as a job and gives its id. Throws `conflict` while another one of the same stack runs. */
  start(wish: RunWish): string {
    const { jobs, activity, cliArgs } = this.#deps;
    const { stack, title } = wish;
    const { context, project } = stack;
    const key = `${context}/${project}`;
    const busy = this.#busy.get(key);
    if (busy !== undefined && !wish.isBeside) throw underWay(project, busy);
    if (!wish.isBeside) this.#busy.set(key, title);
    const command = composeCommand(stack, wish.words, cliArgs(context));
    return jobs.start({ kind: 'stack', title, context, command }, async (job, signal) => {
      try {
        return await activity.record({ context, title, command }, () => this.#work(wish, job, signal));
      } finally {
        if (!wish.isBeside) this.#busy.delete(key);
      }
    });
  }

  async #work(wish: RunWish, job: JobHandle, signal: AbortSignal): Promise<JobResult | undefined> {
    const { stack } = wish;
    const { hold, getConnection } = this.#deps;
    const release = hold(stack.context);
    try {
      const connection = await getConnection(stack.context, signal);
      for (let turn = 1; ; turn++) {
        const { code, reader } = await this.#once(wish, job, signal);
        if (signal.aborted) throw cancelled(wish, reader.warnings);
        // The exit code of a one-off is its program’s: that it ran is no failure of ours.
        if (code === 0 || (wish.isOneOff && !reader.hasFailed)) return endOf(wish, job, code, reader);
        const failure = composeFailure({ stack, lines: reader.lines, isConnectionLost: connection.signal.aborted });
        const text = wish.words[0] === 'up' && turn < MAX_TURNS ? (failure.error.engineText ?? '') : '';
        const stillborn = await removeStillborn(connection, stack.project, text);
        if (stillborn.length === 0) throw failure;
        job.log(`The engine was killed while it started what never ran; made anew: ${stillborn.join(', ')}.`);
      }
    } finally {
      release();
    }
  }

  async #once(wish: RunWish, job: JobHandle, signal: AbortSignal) {
    const { program, env } = await this.#deps.compose.program(wish.stack.context);
    const reader = new RunReader(job, wish.isOneOff === true);
    try {
      const code = await runCompose({
        program,
        env: { ...env, ...wish.env },
        words: wordsFor(wish.stack, wish.words),
        signal,
        onOut: (line) => reader.out(line),
        onError: (line) => reader.error(line),
      });
      return { code, reader };
    } finally {
      reader.end();
    }
  }
}

function endOf(wish: RunWish, job: JobHandle, exitCode: number, { warnings, output }: RunReader): JobResult {
  job.update({ message: wish.isOneOff ? `It ended with code ${exitCode}` : wish.doneMessage });
  const { project } = wish.stack;
  return wish.resultOf?.(output) ?? { type: 'stack', project, warnings, ...(wish.isOneOff && { exitCode }) };
}

const cancelled = ({ stack, left }: RunWish, warnings: readonly string[]) =>
  new JobFailure(
    { code: 'cancelled', message: `Cancelled. ${left}` },
    { type: 'stack', project: stack.project, warnings },
  );

const underWay = (project: string, title: string) =>
  new AppFailure({
    code: 'conflict',
    message: `Something is done with “${project}” already: ${title}.`,
    hint: 'Wait until it has ended, or cancel it in the list of jobs.',
  });

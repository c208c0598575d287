import { composeCommand, projectWords } from '../../../contract/commands/composeCommands.ts';
import { AppFailure } from '../../../contract/errors.ts';
import type { StackTarget } from '../../../contract/model/stackRun.ts';
import type { JobResult } from '../../../contract/model/job.ts';
import { JobFailure, type JobHandle } from '../../jobs/jobs.ts';
import type { StackRunsDeps } from '../deps.ts';
import { composeFailure } from './composeFailure.ts';
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
    const { stack, words } = wish;
    const { compose, hold, getConnection } = this.#deps;
    const release = hold(stack.context);
    const reader = new RunReader(job, wish.isOneOff === true);
    try {
      const connection = await getConnection(stack.context, signal);
      const { program, env } = await compose.program(stack.context);
      const code = await runCompose({
        program,
        env: { ...env, ...wish.env },
        words: ['--progress', 'json', ...projectWords(stack), ...words],
        signal,
        onOut: (line) => reader.out(line),
        onError: (line) => reader.error(line),
      });
      reader.end();
      if (signal.aborted) {
        throw new JobFailure(
          { code: 'cancelled', message: `Cancelled. ${wish.left}` },
          { type: 'stack', project: stack.project, warnings: reader.warnings },
        );
      }
      const { warnings } = reader;
      // The exit code of a one-off is its program’s: that it ran is no failure of ours.
      if (code !== 0 && (!wish.isOneOff || reader.hasFailed)) {
        throw composeFailure({ stack, lines: reader.lines, isConnectionLost: connection.signal.aborted });
      }
      job.update({ message: wish.isOneOff ? `It ended with code ${code}` : wish.doneMessage });
      return (
        wish.resultOf?.(reader.output) ?? {
          type: 'stack',
          project: stack.project,
          warnings,
          ...(wish.isOneOff && { exitCode: code }),
        }
      );
    } finally {
      reader.end();
      release();
    }
  }
}

const underWay = (project: string, title: string) =>
  new AppFailure({
    code: 'conflict',
    message: `Something is done with “${project}” already: ${title}.`,
    hint: 'Wait until it has ended, or cancel it in the list of jobs.',
  });

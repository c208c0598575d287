import { z } from 'zod';
import {
  type DownPlan,
  OneOff,
  StackAction,
  type StackDrift,
  type StackPlan,
  StackReportKind,
  type ServiceToRun,
  StackTarget,
} from '../model/stackRun.ts';
import { call, stream } from '../rpc/define.ts';

const stack = z.object({ stack: StackTarget });

export interface StackJob {
  readonly jobId: string;
}

/** What `docker compose` does with a stack. All reject with `unsupported` where there is no compose. */
export const stackRuns = {
  /** A job. Rejects with `conflict` while another one of the same stack runs, or where a fixed port forbids a scale. */
  start: call(stack.extend({ action: StackAction })).returns<StackJob>(),
  /** `docker compose run`: a job. */
  runOneOff: call(stack.extend({ oneOff: OneOff })).returns<StackJob>(),
  /** The services in the file. Rejects with what is wrong with it. */
  services: call(stack).returns<readonly ServiceToRun[]>(),
  /** What `up` (or `create`) would do, without doing it. */
  plan: call(stack.extend({ action: StackAction })).returns<StackPlan>(),
  /** What `down` would remove. */
  planDown: call(stack.extend({ action: StackAction })).returns<DownPlan>(),
  /** How what runs differs from the file. */
  drift: call(stack).returns<StackDrift>(),
  /** What compose prints, and the command that does. */
  report: call(stack.extend({ kind: StackReportKind, service: z.string().optional() })).returns<{
    readonly command: string;
    readonly text: string;
  }>(),
  /** Lines of `docker compose events`, as they come. */
  events: stream(stack).of<string>(),
};

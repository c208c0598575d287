import { randomUUID } from 'node:crypto';
import type { Change, LiveChange } from '../../contract/model/change.ts';
import type { ContainerSummary } from '../../contract/model/container.ts';
import type { Job } from '../../contract/model/job.ts';
import type { Notice, NotificationChoices } from '../../contract/model/shell.ts';
import { createContainerRules, createJobRules } from './rules.ts';

export interface NoticesParts {
  readonly choices: () => NotificationChoices;
  readonly watchJobs: (signal: AbortSignal) => AsyncIterable<Change<Job>>;
  /** The containers of the engine that is open, also when that becomes another; `switched` when it does. */
  readonly watchContainers: (
    signal: AbortSignal,
  ) => AsyncIterable<LiveChange<ContainerSummary> | { readonly type: 'switched' }>;
  readonly now?: () => number;
}

const SWITCH: Readonly<Record<Notice['kind'], keyof NotificationChoices>> = {
  'job-done': 'jobs',
  'job-failed': 'jobs',
  unhealthy: 'health',
  healthy: 'health',
  'crash-loop': 'crashLoops',
};
/** A reader that is behind by more has been away: the oldest are of no use any more. */
const MOST_WAITING = 50;

/** What is worth telling, for as long as somebody wants to be told. */
export async function* followNotices(parts: NoticesParts, signal: AbortSignal): AsyncGenerator<Notice> {
  const { choices, watchJobs, watchContainers, now = Date.now } = parts;
  const ended = new AbortController();
  const until = AbortSignal.any([signal, ended.signal]);
  const waiting: Notice[] = [];
  let failure: { readonly thrown: unknown } | undefined;
  let wake = () => {};
  const tell = (told: Omit<Notice, 'id'> | undefined) => {
    if (!told || !choices()[SWITCH[told.kind]]) return;
    waiting.push({ ...told, id: randomUUID() });
    waiting.splice(0, waiting.length - MOST_WAITING);
    wake();
  };
  const fail = (thrown: unknown) => {
    failure = { thrown };
    wake();
  };

  const followJobs = async () => {
    const judge = createJobRules();
    for await (const change of watchJobs(until)) {
      for (const job of change.type === 'snapshot' ? change.items : change.upserted) tell(judge(job));
    }
  };
  const followContainers = async () => {
    let rules = createContainerRules(now);
    for await (const change of watchContainers(until)) {
      if (change.type === 'switched') rules = createContainerRules(now);
      if (change.type === 'snapshot') rules.only(new Set(change.items.map(({ id }) => id)));
      if (change.type === 'patch') change.removed.forEach(rules.removed);
      const items = change.type === 'snapshot' ? change.items : change.type === 'patch' ? change.upserted : [];
      for (const container of items) rules.changed(container).forEach(tell);
    }
  };

  signal.addEventListener('abort', () => wake(), { once: true });
  followJobs().catch(fail);
  followContainers().catch(fail);
  try {
    while (!signal.aborted) {
      const next = waiting.shift();
      if (next) yield next;
      else if (failure) throw failure.thrown;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    ended.abort();
  }
}

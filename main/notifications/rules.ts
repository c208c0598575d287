import type { ContainerSummary } from '../../contract/model/container.ts';
import type { Job } from '../../contract/model/job.ts';
import type { Notice } from '../../contract/model/shell.ts';

/** Work that ends sooner was seen by who began it; what fails is always told. */
const LONG_JOB_MS = 3000;
/** So many starts by itself in so long a time are a loop. */
const LOOP_RESTARTS = 3;
const LOOP_MS = 120_000;
/** The same loop is told again only after this. */
const TOLD_MS = 15 * 60_000;

type Told = Omit<Notice, 'id'>;

/** Tells what a job that has changed is worth. */
export function createJobRules() {
  const running = new Set<string>();
  return (job: Job): Told | undefined => {
    if (job.state === 'running') {
      running.add(job.id);
      return undefined;
    }
    // One that was there already when somebody began to look.
    if (!running.delete(job.id) || job.state === 'cancelled') return undefined;
    const at = job.endedAt ?? job.startedAt;
    const said = { at, subject: job.title };
    if (job.state === 'failed') {
      return { ...said, kind: 'job-failed', ...(job.error && { detail: job.error.message }) };
    }
    return at - job.startedAt >= LONG_JOB_MS ? { ...said, kind: 'job-done' } : undefined;
  };
}

interface Seen {
  readonly state: ContainerSummary['state'];
  readonly health: ContainerSummary['health'];
  /** Epoch ms of each start by itself, the oldest first. */
  readonly restartedAt: readonly number[];
  readonly toldLoopAt: number;
  /** Whether its sickness was told: its recovery is then worth a word too. */
  readonly isToldSick: boolean;
}

/** Tells what a container that has changed is worth. The first look at each tells nothing: it was so before. */
export function createContainerRules(now: () => number) {
  const seen = new Map<string, Seen>();

  function changed(container: ContainerSummary): readonly Told[] {
    const { id, name, state, health } = container;
    const before = seen.get(id);
    const at = now();
    if (!before) {
      seen.set(id, { state, health, restartedAt: [], toldLoopAt: -Infinity, isToldSick: false });
      return [];
    }
    const isRestart = state === 'restarting' && before.state !== 'restarting';
    const restartedAt = [...before.restartedAt, ...(isRestart ? [at] : [])].filter((time) => time > at - LOOP_MS);
    const isLoop = isRestart && restartedAt.length >= LOOP_RESTARTS && at - before.toldLoopAt > TOLD_MS;
    const isSick = health === 'unhealthy' && before.health !== 'unhealthy';
    const isWell = health === 'healthy' && before.isToldSick;
    seen.set(id, {
      ...{ state, health, restartedAt },
      toldLoopAt: isLoop ? at : before.toldLoopAt,
      // A restart begins at “starting”: what was sick is not well before it says so.
      isToldSick: isSick || (before.isToldSick && !isWell),
    });
    const said = { at, subject: name };
    return [
      ...(isLoop
        ? [{ ...said, kind: 'crash-loop', restarts: restartedAt.length, place: `/containers/${id}/logs` } as const]
        : []),
      ...(isSick ? [{ ...said, kind: 'unhealthy', place: `/containers/${id}` } as const] : []),
      ...(isWell ? [{ ...said, kind: 'healthy', place: `/containers/${id}` } as const] : []),
    ];
  }

  return {
    changed,
    removed: (id: string) => void seen.delete(id),
    /** After a new list: what is not in it is gone. */
    only: (ids: ReadonlySet<string>): void => {
      for (const id of seen.keys()) if (!ids.has(id)) seen.delete(id);
    },
  };
}

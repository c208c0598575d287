import { type AppError, toAppError } from '../../contract/errors.ts';
import type { DiskPlan, DiskPlanItem } from '../../contract/model/disk.ts';
import type { JobItem, JobResult } from '../../contract/model/job.ts';
import { pruneCache } from '../buildCache/pruneCache.ts';
import { listCache } from '../buildCache/listCache.ts';
import type { Connection } from '../docker/connection.ts';
import { JobFailure, type JobHandle } from '../jobs/jobs.ts';
import { ask } from '../services/containers/ask.ts';
import { perform } from '../services/containers/perform.ts';
import { removeOne } from '../services/images/remove.ts';

const REMOVE = { type: 'remove', force: false, volumes: false } as const;

/**
 * Removes what a plan names, containers first, never by force. What cannot go does not keep the others; the job then
 * fails and says which and why. Cancelling stops before the next one.
 */
export async function runPlan(
  connection: Connection,
  plan: DiskPlan,
  job: JobHandle,
  signal: AbortSignal,
): Promise<JobResult> {
  const items = new Map(plan.going.map((item) => [keyOf(item), toJobItem(item)]));
  const failures: { readonly name: string; readonly error: AppError }[] = [];
  let removed = 0;
  let freedBytes = plan.freedBytes;
  const result = (): JobResult => ({ type: 'freed', removed, freedBytes: Math.max(0, freedBytes) });
  const end = (item: DiskPlanItem, error?: AppError) => {
    if (error) {
      failures.push({ name: item.name, error });
      freedBytes -= item.sizeBytes ?? 0;
    } else removed += 1;
    const status = error?.message ?? 'removed';
    job.log(`${item.name}: ${status}`);
    items.set(keyOf(item), { ...toJobItem(item), status, isDone: true });
    job.update({ items: [...items.values()], message: `${removed} of ${plan.going.length} removed` });
  };
  job.update({ items: [...items.values()] });
  for (const { kind, name, reason } of plan.kept) job.log(`The ${kind} ${name} stays. ${reason}`);

  for (const item of plan.going.filter(({ kind }) => kind !== 'cache')) {
    if (signal.aborted) throw new JobFailure({ code: 'cancelled', message: `Removed ${removed}.` }, result());
    try {
      await removeItem(connection, item);
      end(item);
    } catch (thrown) {
      end(item, toAppError(thrown));
    }
  }
  const records = plan.going.filter(({ kind }) => kind === 'cache');
  if (records.length > 0) {
    const stayed = await removeRecords(connection, records, signal);
    for (const item of records) end(item, stayed.has(item.id) ? IN_USE : undefined);
  }
  const [first] = failures;
  if (!first) return result();
  throw new JobFailure(
    {
      code: 'conflict',
      message: `${failures.length} of ${plan.going.length} could not be removed. ${first.name}: ${first.error.message}`,
      hint: 'Open the job: it says why of each.',
    },
    result(),
  );
}

const IN_USE: AppError = {
  code: 'conflict',
  message: 'A build has taken it into use meanwhile.',
  hint: 'Remove it when the build has ended.',
};

async function removeItem(connection: Connection, { kind, id, name, references = [] }: DiskPlanItem): Promise<void> {
  if (kind === 'container') await perform(connection, { id, name }, REMOVE);
  else if (kind === 'volume') {
    const path = `/volumes/${encodeURIComponent(id)}`;
    await ask(connection, { method: 'DELETE', path }, { kind: 'volume', name });
  } else for (const reference of references) await removeOne(connection, reference);
}

async function removeRecords(
  connection: Connection,
  records: readonly DiskPlanItem[],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const ids = records.map(({ id }) => id);
  for await (const _ of pruneCache(connection, ids, signal));
  const left = new Set((await listCache(connection, signal)).map(({ id }) => id));
  return new Set(ids.filter((id) => left.has(id)));
}

const keyOf = ({ kind, id }: DiskPlanItem): string => `${kind} ${id}`;

const toJobItem = (item: DiskPlanItem): JobItem => ({
  id: keyOf(item),
  label: item.name,
  status: '',
  isDone: false,
  ...(item.sizeBytes !== undefined && { totalBytes: item.sizeBytes }),
});

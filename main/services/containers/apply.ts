import { randomUUID } from 'node:crypto';
import { containerActionCommand } from '../../../contract/commands/containerCommands.ts';
import { AppFailure, toAppError } from '../../../contract/errors.ts';
import type { ActionResult, ContainerAction } from '../../../contract/model/action.ts';
import type { JobItem } from '../../../contract/model/job.ts';
import type { JobHandle } from '../../jobs/jobs.ts';
import { Batch } from './batch.ts';
import type { ContainersDeps } from './deps.ts';
import { eachOf } from './eachOf.ts';
import { perform } from './perform.ts';
import { namePortOwner } from './portOwner.ts';

const AT_ONCE = 8;
/** Ended batches that a page may still ask for, after a connection that was cut. */
const MAX_ENDED = 50;

const WORDS = {
  start: ['Start', 'Started'],
  stop: ['Stop', 'Stopped'],
  restart: ['Restart', 'Restarted'],
  pause: ['Pause', 'Paused'],
  unpause: ['Unpause', 'Unpaused'],
  kill: ['Kill', 'Killed'],
  rename: ['Rename', 'Renamed'],
  remove: ['Remove', 'Removed'],
  update: ['Update', 'Updated'],
} as const satisfies Record<ContainerAction['type'], readonly [verb: string, done: string]>;

interface Many {
  readonly context: string;
  readonly ids: readonly string[];
  readonly action: ContainerAction;
  readonly batchId?: string | undefined;
}

export interface Batches {
  /** Begins it, and gives its results. */
  apply(many: Many, signal: AbortSignal): AsyncIterable<ActionResult>;
  /** Those of one that was begun. Throws `not-found`. */
  results(batchId: string, signal: AbortSignal): AsyncIterable<ActionResult>;
}

/** Does one thing to many containers, and says of each how it ended; whether anybody listens makes no difference. */
export function createBatches(deps: ContainersDeps): Batches {
  const batches = new Map<string, Batch>();

  function begin({ batchId = randomUUID(), ...many }: Many): Batch {
    const known = batches.get(batchId);
    if (known) return known;
    const batch = new Batch();
    batches.set(batchId, batch);
    forgetOldest();
    const ids = [...new Set(many.ids)];
    if (ids.length === 1) {
      void run(batch, { ...many, ids }, new AbortController().signal);
      return batch;
    }
    const [verb] = WORDS[many.action.type];
    const { context } = many;
    const names = ids.map((id) => nameOf(context, id));
    const command = containerActionCommand(many.action, names, deps.cliArgs(context));
    const title = `${verb} ${ids.length} containers`;
    deps.jobs.start({ id: batchId, kind: 'apply', title, context, command }, async (job, signal) => {
      const progress = followProgress(job, many.action, ids, names);
      await run(batch, { ...many, ids }, signal, (result) => progress.ended(result));
      return progress.end();
    });
    return batch;
  }

  /** Never rejects: how it ended is in the batch. */
  async function run(
    batch: Batch,
    { context, ids, action }: Many,
    signal: AbortSignal,
    onResult: (result: ActionResult) => void = () => {},
  ): Promise<void> {
    try {
      const connection = await deps.getConnection(context, signal);
      const one = async (id: string): Promise<ActionResult> => {
        const name = nameOf(context, id);
        if (signal.aborted)
          return { id, name, error: { code: 'cancelled', message: 'Cancelled before it was begun.' } };
        const entry = {
          context,
          title: `${WORDS[action.type][0]} ${name}`,
          command: containerActionCommand(action, [name], deps.cliArgs(context)),
        };
        deps.history?.isOurs(context, id);
        try {
          const warnings = await deps.activity.record(entry, () =>
            perform(connection, { id, name }, action, deps.history),
          );
          return { id, name, ...(warnings.length > 0 && { warnings }) };
        } catch (thrown) {
          return { id, name, error: namePortOwner(toAppError(thrown), deps.live.containers(context)) };
        }
      };
      for await (const result of eachOf(ids, AT_ONCE, one)) {
        batch.add(result);
        onResult(result);
      }
      batch.end();
    } catch (thrown) {
      const error = toAppError(thrown);
      for (const id of ids) onResult({ id, name: nameOf(context, id), error });
      batch.end({ failure: new AppFailure(error) });
    }
  }

  const nameOf = (context: string, id: string) => deps.live.container(context, id)?.name ?? id.slice(0, 12);

  function forgetOldest() {
    const ended = [...batches].filter(([, batch]) => batch.hasEnded);
    for (const [id] of ended.slice(0, -MAX_ENDED)) batches.delete(id);
  }

  return {
    apply: (many, signal) => begin(many).read(signal),
    results(batchId, signal) {
      const batch = batches.get(batchId);
      if (batch) return batch.read(signal);
      throw new AppFailure({
        code: 'not-found',
        message: 'Whether this was done is not known.',
        hint: 'The list shows how the containers are now.',
      });
    },
  };
}

/** The batch as a job: one line for each container, with what became of it. */
function followProgress(job: JobHandle, action: ContainerAction, ids: readonly string[], names: readonly string[]) {
  const [verb, done] = WORDS[action.type];
  const at = new Map(ids.map((id, index) => [id, index]));
  let items = names.map((name, index): JobItem => ({ id: ids[index]!, label: name, status: '', isDone: false }));
  let ended = 0;
  let failed = 0;
  let unbegun = 0;
  job.update({ items });

  return {
    ended({ id, name, error, warnings = [] }: ActionResult) {
      ended += 1;
      if (error?.code === 'cancelled') unbegun += 1;
      else if (error) failed += 1;
      const item = { id, label: name, status: error?.message ?? done, isDone: true };
      items = items.with(at.get(id) ?? 0, item);
      job.update({ items, message: `${ended} of ${ids.length}` });
      job.log(`${name}: ${item.status}`);
      for (const warning of warnings) job.log(warning);
    },
    end(): undefined {
      const went = ids.length - failed - unbegun;
      job.update({ message: `${done} ${went} of ${ids.length} containers` });
      if (unbegun > 0) throw new AppFailure({ code: 'cancelled', message: 'Cancelled.' });
      if (failed === 0) return;
      throw new AppFailure({
        code: 'unexpected',
        message: `${verb}: ${failed} of ${ids.length} containers failed.`,
        hint: 'What each of them said stands beside its name.',
        detail: items.map(({ label, status }) => `${label}: ${status}`).join('\n'),
      });
    },
  };
}

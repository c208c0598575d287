import type { JobResult } from '../../contract/model/job.ts';
import type { Connection } from '../docker/connection.ts';
import { pullImage } from '../docker/pull.ts';
import { followTransfer } from '../jobs/followTransfer.ts';
import type { JobHandle } from '../jobs/jobs.ts';
import { sayIn } from '../recreate/createRecreate.ts';
import { listDependents } from '../recreate/dependents.ts';
import { engineDefaults } from '../services/containerSettings/read.ts';
import { findImage } from '../services/transfers/tagForPush.ts';
import type { ContainerChangesDeps } from './deps.ts';
import { keptOf } from './kept.ts';
import { commandOf, stepsOf } from './preview.ts';
import { type Edit, type EditInput, readEdit } from './target.ts';

interface EditRequest extends EditInput {
  readonly context: string;
  readonly keepsOld: boolean;
  readonly watchSeconds: number;
}

/** Changes a container live, or puts a new one in its place; gives the job’s id. */
export function startEdit(deps: ContainerChangesDeps, name: string, request: EditRequest): string {
  const { context } = request;
  const title = `Change ${name}`;
  return deps.jobs.start({ kind: 'change', title, context }, (job, signal) =>
    deps.activity.record({ context, title, command: '' }, async (amend) => {
      const connection = await deps.getConnection(context, signal);
      const edit = await readEdit(connection, deps.history, request);
      const steps = stepsOf(edit);
      const defaults = await engineDefaults(connection, signal);
      // Whoever reads the record later is not to read secrets.
      amend(
        commandOf(edit, steps, { way: steps ? 'live' : 'in-place', defaults, isCovered: true }, deps.cliArgs(context)),
      );
      deps.history.isOurs(context, edit.made.Id);
      await deps.liveChanges.refuseBusy(connection, edit.made.Id);
      if (!steps) return replace(deps, connection, edit, request, job, signal);
      job.update({ message: `Changing ${name}` });
      const containerId = edit.made.Id;
      await deps.liveChanges.apply(connection, { title, containerId, name, steps }, (words) => job.log(words));
      await deps.history.note(connection, edit.made.Id);
      job.update({ message: steps.length === 0 ? 'There was nothing to change' : `Changed ${edit.to.name}` });
      return resultOf([edit.made.Id]);
    }),
  );
}

async function replace(
  deps: ContainerChangesDeps,
  connection: Connection,
  edit: Edit,
  { keepsOld, watchSeconds }: EditRequest,
  job: JobHandle,
  signal: AbortSignal,
): Promise<JobResult> {
  const { made, image, change, from, to, finalImage, platform } = edit;
  if (!(await findImage(connection, finalImage, signal))) await pull(deps, connection, edit, job, signal);
  const before = keptOf(deps.recreate, made.Id);
  const { members } = await deps.recreate.replace(
    connection,
    {
      ...{ title: `Change ${from.name}`, made, old: image.config, change, platform, keepOld: keepsOld },
      watchMs: watchSeconds * 1000,
      dependents: await listDependents(connection, signal),
      ...(to.name !== from.name && { newName: to.name }),
      replaces: before ? [before.id] : [],
    },
    { say: sayIn(job), signal },
  );
  const ids = members.flatMap(({ newId }) => newId ?? []);
  job.update({ message: `Changed ${to.name}` });
  return resultOf(ids);
}

async function pull(
  { registries: { configDir } }: ContainerChangesDeps,
  connection: Connection,
  { finalImage, platform }: Edit,
  job: JobHandle,
  signal: AbortSignal,
): Promise<void> {
  job.update({ message: `Pulling ${finalImage}` });
  const progress = followTransfer(job);
  try {
    await pullImage(connection, finalImage, { signal, configDir, platform, ...progress });
  } finally {
    progress.end();
    job.update({ bytesPerSecond: undefined, items: [], doneBytes: undefined, totalBytes: undefined });
  }
}

const resultOf = (ids: readonly string[]): JobResult => ({ type: 'containers', ids, warnings: [] });

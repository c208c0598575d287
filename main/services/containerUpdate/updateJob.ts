import { pullCommand } from '../../../contract/commands/viewCommands.ts';
import { AppFailure } from '../../../contract/errors.ts';
import type { JobItem, JobResult } from '../../../contract/model/job.ts';
import type { Connection } from '../../docker/connection.ts';
import { pullImage } from '../../docker/pull.ts';
import { parseReference } from '../../docker/reference.ts';
import { followTransfer } from '../../jobs/followTransfer.ts';
import { type JobHandle, JobFailure } from '../../jobs/jobs.ts';
import type { TransferDeps } from '../transfers/deps.ts';
import { askImage } from '../images/ask.ts';
import { findImage } from '../transfers/tagForPush.ts';
import type { Recreate } from '../../recreate/createRecreate.ts';
import { type Dependents, listDependents } from '../../recreate/dependents.ts';
import { type ImageConfig, inspectMade, type MadeContainer, nameOf } from '../../recreate/made.ts';
import { candidateOf } from '../../recreate/wayOf.ts';

export interface UpdateDeps extends TransferDeps {
  readonly recreate: Pick<Recreate, 'replace'>;
}

interface Update {
  readonly context: string;
  readonly reference: string;
  readonly containerIds: readonly string[];
}

/** Pulls the tag, and makes the containers anew from it, one after another; gives the job's id. However it ends, `onEnd` is called. */
export function startUpdate(deps: UpdateDeps, update: Update, onEnd: () => void): string {
  const { context } = update;
  const { familiar } = parseReference(update.reference);
  const title = `Update ${familiar}`;
  // The rest has no command of docker's: it makes containers anew only by hand, option by option.
  const command = pullCommand(familiar, undefined, deps.cliArgs(context));
  return deps.jobs.start({ kind: 'update', title, context, command }, (job, signal) =>
    deps.activity
      .record({ context, title, command }, () => updateNow(deps, { ...update, reference: familiar }, job, signal))
      .finally(onEnd),
  );
}

async function updateNow(
  { getConnection, registries: { configDir }, recreate }: UpdateDeps,
  { context, reference, containerIds }: Update,
  job: JobHandle,
  signal: AbortSignal,
): Promise<JobResult> {
  const connection = await getConnection(context, signal);
  const before = await findImage(connection, reference, signal);
  const ids: string[] = [];
  const warnings: string[] = [];
  const result = (): JobResult => ({ type: 'containers', ids, warnings });
  // Before the pull: what cannot be updated is not to move the tag.
  const steps = await stepsOf(connection, containerIds, signal);
  const known = await imageIds(connection, signal);
  const pulled = await pullFor(connection, reference, job, signal, configDir);
  const show = () => job.update({ items: [...steps.values()], doneBytes: undefined, totalBytes: undefined });
  show();
  try {
    for (const [id, step] of steps) {
      signal.throwIfAborted();
      const say = (words: string) => {
        job.log(words);
        steps.set(id, { ...step, status: words });
        job.update({ message: words });
        show();
      };
      const made = await inspectMade(connection, id, signal);
      if (made.Image === pulled) say(`${step.label} runs the newest image already`);
      else {
        refuseSkipped(made, await listDependents(connection, signal));
        const old = await imageConfig(connection, made.Image, signal);
        const title = `Update ${step.label}`;
        const { members } = await recreate.replace(connection, { title, made, old, keepOld: false }, { say, signal });
        ids.push(...members.flatMap(({ newId }) => newId ?? []));
        say(`Updated ${step.label}`);
      }
      steps.set(id, { ...steps.get(id)!, isDone: true });
      show();
    }
    job.update({ message: ids.length === 1 ? 'Updated 1 container' : `Updated ${ids.length} containers` });
    return result();
  } catch (thrown) {
    if (ids.length === 0)
      await takeBack(connection, { reference, before: before?.Id, pulled, wasKnown: known.has(pulled) }, job);
    throw thrown instanceof AppFailure ? new JobFailure(thrown.error, result()) : thrown;
  }
}

async function pullFor(
  connection: Connection,
  reference: string,
  job: JobHandle,
  signal: AbortSignal,
  configDir: string,
): Promise<string> {
  const progress = followTransfer(job);
  try {
    return (await pullImage(connection, reference, { signal, configDir, ...progress })).id;
  } finally {
    progress.end();
    job.update({ bytesPerSecond: undefined });
  }
}

async function stepsOf(
  connection: Connection,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, JobItem>> {
  const made = await Promise.all(ids.map((id) => inspectMade(connection, id, signal)));
  const dependents = await listDependents(connection, signal);
  for (const one of made) refuseSkipped(one, dependents);
  return new Map(made.map((one) => [one.Id, { id: one.Id, label: nameOf(one), status: 'Waiting', isDone: false }]));
}

/** Throws `conflict` for one that is to be left as it is. */
function refuseSkipped(made: MadeContainer, dependents: Dependents): void {
  const { skipped } = candidateOf(made, dependents);
  if (skipped === undefined) return;
  throw new AppFailure({ code: 'conflict', message: `“${nameOf(made)}” ${skipped}.`, hint: 'It is left as it is.' });
}

/** What the containers got from their image. Where it is gone, all they have is taken for chosen. */
async function imageConfig(connection: Connection, id: string, signal: AbortSignal): Promise<ImageConfig> {
  const image = await findImage(connection, id, signal);
  return (image as { readonly Config?: ImageConfig } | undefined)?.Config ?? {};
}

async function imageIds(connection: Connection, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const request = { method: 'GET', path: '/images/json', query: { all: true }, signal } as const;
  const images = await askImage<readonly { readonly Id: string }[]>(connection, '', request);
  return new Set(images.map(({ Id }) => Id));
}

interface Moved {
  readonly reference: string;
  /** The image that had the name. */
  readonly before: string | undefined;
  readonly pulled: string;
  /** It was on the engine before the pull. */
  readonly wasKnown: boolean;
}

/** No container wants the new image: the name is the old one's again, and the new one goes, unless it was here before. */
async function takeBack(
  connection: Connection,
  { reference, before, pulled, wasKnown }: Moved,
  job: JobHandle,
): Promise<void> {
  if (before === undefined || before === pulled) return;
  const { repository, tag } = parseReference(reference);
  try {
    await askImage(connection, reference, {
      method: 'POST',
      path: `/images/${before}/tag`,
      query: { repo: repository, tag },
    });
    if (wasKnown) {
      job.log(`${reference} is the old image again; the new one was here before, and stays.`);
      return;
    }
    await askImage(connection, reference, { method: 'DELETE', path: `/images/${pulled}` });
    job.log(`${reference} is the old image again; the new one was removed.`);
  } catch {
    job.log(`The new image stays, as ${pulled.slice(7, 19)}.`);
  }
}

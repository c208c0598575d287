import { pushCommand } from '../../../contract/commands/transferCommands.ts';
import { type AppError, AppFailure, isCancelled, toAppError } from '../../../contract/errors.ts';
import type { JobResult } from '../../../contract/model/job.ts';
import type { PushedTag } from '../../docker/pushProgress.ts';
import { pushImage } from '../../docker/push.ts';
import { type ImageReference, parseReference } from '../../docker/reference.ts';
import { followTransfer } from '../../jobs/followTransfer.ts';
import type { JobHandle } from '../../jobs/jobs.ts';
import type { TransferDeps } from './deps.ts';
import { type UndoTag, tagForPush } from './tagForPush.ts';

interface Push {
  readonly context: string;
  readonly source: string;
  readonly target: string;
  readonly allTags: boolean;
}

/** `docker image tag` where it is needed and `docker image push`, as a job; gives its id. Throws `invalid-input` at once. */
export function startPush(deps: TransferDeps, push: Push): string {
  const { context, source, allTags } = push;
  const target = parsePushTarget(push.target);
  const shown = { source, target: target.familiar, allTags };
  const command = pushCommand(shown, deps.cliArgs(context));
  const title = allTags ? `Push all tags of ${target.repository}` : `Push ${target.familiar}`;
  return deps.jobs.start({ kind: 'push', title, context, command, canRetry: true }, (job, signal) =>
    deps.activity.record({ context, title, command }, () => pushNow(deps, push, target, job, signal)),
  );
}

/** A digest is the registry's to give: one pushes to a tag. */
export function parsePushTarget(text: string): ImageReference {
  const target = parseReference(text);
  if (target.digest === undefined) return target;
  throw new AppFailure({
    code: 'invalid-input',
    path: ['target'],
    message: 'An image is pushed to a tag, not to a digest.',
    hint: `Write ${target.repository}:${target.tag ?? 'latest'}; the registry then says the digest.`,
  });
}

async function pushNow(
  { getConnection, registries: { configDir } }: TransferDeps,
  { context, source, allTags }: Push,
  target: ImageReference,
  job: JobHandle,
  signal: AbortSignal,
): Promise<JobResult> {
  const connection = await getConnection(context, signal);
  const progress = followTransfer(job);
  let undo: UndoTag | undefined;
  try {
    undo = await tagForPush(connection, source, target, signal);
    if (undo) job.log(`Tagged as ${target.familiar}`);
    const pushed = await pushImage(connection, target.familiar, { allTags, signal, configDir, ...progress });
    job.update({ message: endWords(target, pushed) });
    return { type: 'pushed', tags: pushed.map((one) => ({ ...one, reference: `${target.repository}:${one.tag}` })) };
  } catch (thrown) {
    const said = await undo?.().catch(
      () => `The new name ${target.familiar} could not be taken away, and is left: push again, or remove it.`,
    );
    if (said !== undefined) job.log(said);
    throw withWords(thrown, said, signal);
  } finally {
    progress.end();
  }
}

/** What became of the name belongs to how it ended. */
function withWords(thrown: unknown, said: string | undefined, signal: AbortSignal): unknown {
  if (said === undefined || signal.aborted || isCancelled(thrown)) return thrown;
  const error: AppError = toAppError(thrown);
  return new AppFailure({ ...error, message: `${error.message} ${said}` });
}

function endWords({ familiar, repository }: ImageReference, pushed: readonly PushedTag[]): string {
  if (pushed.length === 1) return `Pushed ${familiar}`;
  return pushed.length === 0 ? `Pushed ${repository}` : `Pushed ${pushed.length} tags of ${repository}`;
}

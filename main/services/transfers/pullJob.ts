import { pullCommand } from '../../../contract/commands/viewCommands.ts';
import { isCancelled, toAppError } from '../../../contract/errors.ts';
import { type ImageReference, parseReference } from '../../docker/reference.ts';
import { pullImage } from '../../docker/pull.ts';
import { followTransfer } from '../../jobs/followTransfer.ts';
import type { TransferDeps } from './deps.ts';

interface Pull {
  readonly context: string;
  readonly reference: string;
  readonly platform?: string | undefined;
  readonly allTags?: boolean | undefined;
}

/** `docker image pull` as a job; gives its id. Throws `invalid-input` at once for what is no name. */
export function startPull(deps: TransferDeps, { context, reference, platform, allTags = false }: Pull): string {
  const { cliArgs, jobs, activity, getConnection, configDir } = deps;
  const image = parseReference(reference);
  const name = allTags ? image.repository : reference;
  const command = pullCommand(name, platform, cliArgs(context), allTags);
  const title = allTags ? `Pull all tags of ${name}` : `Pull ${name}`;
  return jobs.start({ kind: 'pull', title, context, command, canRetry: true }, (job, signal) =>
    activity.record({ context, title, command }, async () => {
      const progress = followTransfer(job);
      try {
        const connection = await getConnection(context, signal);
        const options = { platform, allTags, signal, configDir, ...progress };
        const { tags, ...pulled } = await pullImage(connection, name, options);
        job.update({
          message: tags ? `${tags.length} tags are here: ${tags.join(', ')}` : endWords(image, pulled.digest),
        });
        return { type: 'image', ...pulled };
      } catch (thrown) {
        job.log(isCancelled(thrown) ? 'Cancelled. Layers that are complete are kept.' : toAppError(thrown).message);
        throw thrown;
      } finally {
        progress.end();
      }
    }),
  );
}

const endWords = ({ familiar }: ImageReference, digest: string | undefined): string =>
  digest === undefined ? `Pulled ${familiar}` : `Pulled ${familiar} (${digest.slice(0, 19)})`;

import { pullCommand } from '../../../contract/commands/viewCommands.ts';
import { AppFailure, isCancelled, toAppError } from '../../../contract/errors.ts';
import { DOCKER_HUB, pathOnRegistry } from '../../../contract/model/imageReference.ts';
import { type ImageReference, parseReference } from '../../docker/reference.ts';
import { pullImage } from '../../docker/pull.ts';
import { followTransfer } from '../../jobs/followTransfer.ts';
import type { Registries } from '../../registries/index.ts';
import type { TransferDeps } from './deps.ts';
import { byInterest } from './remote.ts';

interface Pull {
  readonly context: string;
  readonly reference: string;
  readonly platform?: string | undefined;
  readonly allTags?: boolean | undefined;
}

/** `docker image pull` as a job; gives its id. Throws `invalid-input` at once for what is no name. */
export function startPull(deps: TransferDeps, { context, reference, platform, allTags = false }: Pull): string {
  const { cliArgs, jobs, activity, getConnection, registries } = deps;
  const image = parseReference(reference);
  const name = allTags ? image.repository : reference;
  const command = pullCommand(name, platform, cliArgs(context), allTags);
  const title = allTags ? `Pull all tags of ${name}` : `Pull ${name}`;
  return jobs.start({ kind: 'pull', title, context, command, canRetry: true }, (job, signal) =>
    activity.record({ context, title, command }, async () => {
      const progress = followTransfer(job);
      try {
        const connection = await getConnection(context, signal);
        const options = { platform, allTags, signal, configDir: registries.configDir, ...progress };
        const { tags, ...pulled } = await pullImage(connection, name, options);
        job.update({
          message: tags
            ? `${tags.length} tags are here: ${tags.toSorted(byInterest).join(', ')}`
            : endWords(image, pulled.digest),
        });
        return { type: 'image', ...pulled };
      } catch (thrown) {
        if (isCancelled(thrown)) job.log('Cancelled. Layers that are complete are kept.');
        throw await withRetryTime(registries, image, thrown, signal);
      } finally {
        progress.end();
      }
    }),
  );
}

/** The engine keeps to itself what a registry says of when to come back; so it is asked once more, without a pull. */
async function withRetryTime(
  registries: Registries,
  image: ImageReference,
  thrown: unknown,
  signal: AbortSignal,
): Promise<unknown> {
  const error = toAppError(thrown);
  if (error.code !== 'rate-limited' || error.retryAt !== undefined) return thrown;
  const path = image.registry === DOCKER_HUB ? image.repository : pathOnRegistry(image);
  try {
    await registries.use(image.registry, (client) =>
      client.digest(path, image.digest ?? image.tag ?? 'latest', signal),
    );
    return thrown;
  } catch (refused) {
    const { engineText } = error;
    const said = toAppError(refused);
    if (said.code !== 'rate-limited') return thrown;
    const hint =
      said.retryAt === undefined ? said.hint : `${inWords(said.retryAt - Date.now())} Signed in one may pull more.`;
    return new AppFailure({ ...said, hint, ...(engineText !== undefined && { engineText }) });
  }
}

const endWords = ({ familiar }: ImageReference, digest: string | undefined): string =>
  digest === undefined ? `Pulled ${familiar}` : `Pulled ${familiar} (${digest.slice(0, 19)})`;

function inWords(ms: number): string {
  const minutes = Math.max(1, Math.ceil(ms / 60_000));
  const hours = Math.floor(minutes / 60);
  return `Try again in ${hours > 0 ? `${hours} h ` : ''}${minutes % 60} min.`;
}

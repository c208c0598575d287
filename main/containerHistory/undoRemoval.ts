import { AppFailure } from '../../contract/errors.ts';
import type { JobResult } from '../../contract/model/job.ts';
import type { Connection } from '../docker/connection.ts';
import { pullImage } from '../docker/pull.ts';
import { followTransfer } from '../jobs/followTransfer.ts';
import type { JobHandle } from '../jobs/jobs.ts';
import { sayIn } from '../recreate/createRecreate.ts';
import { canMakeNetworks } from '../recreate/planOperation.ts';
import { createFresh, startAgain } from '../recreate/steps.ts';
import { findImage } from '../services/transfers/tagForPush.ts';
import type { ContainerChangesDeps } from '../containerChange/deps.ts';
import { lastOf, type Story } from './version.ts';

type Fields = Record<string, unknown>;

/** Makes a removed container again as it was last, and starts it if it ran. */
export async function undoRemoval(
  deps: ContainerChangesDeps,
  connection: Connection,
  story: Story,
  job: JobHandle,
  signal: AbortSignal,
): Promise<JobResult> {
  const say = sayIn(job);
  const last = lastOf(story);
  const { removal } = story;
  const image = await imageFor(deps, connection, story, job, signal);
  signal.throwIfAborted();
  say(`Making ${story.name} again`);
  const { body, laterNetworks } = forEngine({ ...last.body, Image: image }, canMakeNetworks(connection));
  const id = await createFresh(
    connection,
    {
      ...{ name: story.name, oldId: last.containerId, freshName: story.name, asideName: '' },
      ...{ wasRunning: false, willRun: false, recipe: { body, laterNetworks } },
    },
    new Map(),
  );
  deps.history.isOurs(connection.context, id);
  await deps.history.note(connection, id);
  if (removal?.wasRunning) {
    say(`Starting ${story.name}`);
    await startAgain(connection, id);
  }
  const lost = removal?.lostVolumes.length ?? 0;
  const warnings = lost > 0 ? [`Its volumes without a name were removed with it: ${lost} are new and empty.`] : [];
  job.update({ message: `${story.name} is there again` });
  for (const warning of warnings) job.log(warning);
  return { type: 'containers', ids: [id], warnings };
}

/** With its files where they were kept; else its image, by its id where the name stands for another one by now. */
async function imageFor(
  { registries: { configDir } }: ContainerChangesDeps,
  connection: Connection,
  story: Story,
  job: JobHandle,
  signal: AbortSignal,
): Promise<string> {
  const last = lastOf(story);
  const { filesImage } = story.removal ?? {};
  if (filesImage !== undefined) {
    if (await findImage(connection, filesImage, signal)) return filesImage;
    throw new AppFailure({
      code: 'not-found',
      message: `The image of its files, ${filesImage}, was removed.`,
      hint: 'Run a new container from its image; the history has its settings.',
    });
  }
  const named = await findImage(connection, last.image, signal);
  if (named?.Id === last.imageId) return last.image;
  if (await findImage(connection, last.imageId, signal)) return last.imageId;
  if (named) return last.image;
  const progress = followTransfer(job);
  try {
    await pullImage(connection, last.image, { signal, configDir, ...progress });
  } finally {
    progress.end();
    job.update({ bytesPerSecond: undefined, items: [], doneBytes: undefined, totalBytes: undefined });
  }
  return last.image;
}

/** Engines before API 1.44 connect further networks one by one. */
function forEngine(body: Fields, canMakeAll: boolean) {
  const all = Object.entries(
    (body['NetworkingConfig'] as { readonly EndpointsConfig?: Record<string, Fields> } | undefined)?.EndpointsConfig ??
      {},
  );
  if (canMakeAll || all.length < 2) return { body, laterNetworks: [] };
  return {
    body: { ...body, NetworkingConfig: { EndpointsConfig: Object.fromEntries(all.slice(0, 1)) } },
    laterNetworks: all.slice(1).map(([name, endpoint]) => ({ name, endpoint })),
  };
}

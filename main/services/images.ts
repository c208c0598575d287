import { tagCommand } from '../../contract/commands/imageCommands.ts';
import type { ServiceOf } from '../../contract/index.ts';
import { parseReference } from '../docker/reference.ts';
import { listImages } from '../live/imageList.ts';
import { createRegistries } from '../registries/index.ts';
import { askImage, imagePath } from './images/ask.ts';
import type { ImagesDeps } from './images/deps.ts';
import { createImageFacts, readSharedSizes } from './images/facts.ts';
import { inspectImage, readDefaults } from './images/inspect.ts';
import { importImage, loadImages } from './images/load.ts';
import { removeImages } from './images/remove.ts';
import { previewPruneImages, previewRemoveImages } from './images/removalPlan.ts';
import { saveImages } from './images/save.ts';
import { startPull } from './transfers/pullJob.ts';

/** Images of any engine: what they are, and all that can be done with them. */
export function createImagesService(deps: ImagesDeps): ServiceOf<'images'> {
  const { getConnection, cliArgs, activity } = deps;
  const facts = createImageFacts();
  return {
    async *watch({ context }, signal) {
      const release = deps.hold(context);
      try {
        yield* deps.live.watchImages(context, signal);
      } finally {
        release();
      }
    },

    /** Those that `docker image ls` shows, the newest first. */
    async list({ context }, signal) {
      const images = await listImages(await getConnection(context, signal))(undefined, signal);
      const parents = new Set(images.map(({ parentId }) => parentId));
      return images
        .filter(({ id, tags, digests }) => tags.length > 0 || digests.length > 0 || !parents.has(id))
        .toSorted((a, b) => b.createdAt - a.createdAt);
    },

    inspect: async ({ context, reference }, signal) =>
      inspectImage(await getConnection(context, signal), reference, signal),
    facts: async ({ context, ids }, signal) => facts.factsOf(await getConnection(context, signal), ids, signal),
    sharedSizes: async ({ context }, signal) => readSharedSizes(await getConnection(context, signal), signal),
    defaults: async ({ context, reference }, signal) =>
      readDefaults(await getConnection(context, signal), reference, signal),

    pull: async (input) => ({
      jobId: startPull({ registries: createRegistries({ env: process.env }), ...deps }, input),
    }),

    /** `POST /images/{name}/tag`. */
    async tag({ context, reference, target }, signal) {
      const { repository, tag, familiar } = parseReference(target);
      const connection = await getConnection(context, signal);
      const command = tagCommand(reference, familiar, cliArgs(context));
      await activity.record({ context, title: `Tag ${reference} as ${familiar}`, command }, () =>
        askImage(connection, reference, {
          method: 'POST',
          path: imagePath(reference, 'tag'),
          query: { repo: repository, tag },
        }),
      );
    },

    previewRemove: async ({ context, references }, signal) =>
      previewRemoveImages(await getConnection(context, signal), facts, references, signal),
    remove: async (input) => ({ jobId: removeImages(deps, input) }),
    previewPrune: async ({ context, all, createdBefore }, signal) =>
      previewPruneImages(await getConnection(context, signal), facts, { all, createdBefore }, signal),
    save: (input, signal) => saveImages(deps, input, signal),
    load: async (input) => loadImages(deps, input),
    import: async (input) => importImage(deps, input),
  };
}

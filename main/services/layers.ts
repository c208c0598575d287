import { readLayersCommand } from '../../contract/commands/imageFileCommands.ts';
import type { ServiceOf } from '../../contract/index.ts';
import type { CompareProgress, OpenProgress } from '../../contract/model/imageFiles.ts';
import { createOpenImages } from '../imageFiles/openImages.ts';
import { progressStream } from '../imageFiles/progressStream.ts';
import { inspectImage } from '../imageFiles/savedImage.ts';
import { createSharedLayers } from '../imageFiles/sharedLayers.ts';
import { createComparisons } from './layers/compare.ts';
import { type ContentDeps, download, preview } from './layers/content.ts';
import { history } from './layers/history.ts';

type LayersDeps = Omit<ContentDeps, 'images'>;

/** The images that are open, for all who look into them. */
export const createImageReader = ({ getConnection, activity, cliArgs }: LayersDeps) =>
  createOpenImages({
    getConnection,
    record: ({ context, name }, read) =>
      activity.record(
        { context, title: `Read the layers of ${name}`, command: readLayersCommand(name, cliArgs(context)) },
        read,
      ),
  });

/** What is inside of images: their history, their layers, the files in them. */
export function createLayersService(deps: LayersDeps, images = createImageReader(deps)): ServiceOf<'layers'> {
  const { getConnection } = deps;
  const shared = createSharedLayers();
  const compared = createComparisons(images);
  const withImages = { ...deps, images };

  return {
    history: async ({ context, image }, signal) => history(await getConnection(context, signal), shared, image, signal),

    async *open({ context, image }, signal) {
      const { Id } = await inspectImage(await getConnection(context, signal), image, signal);
      const index = yield* progressStream<OpenProgress, Awaited<ReturnType<typeof images.open>>>(signal, (own, tell) =>
        images.open({ context, imageId: Id, name: image }, own, tell),
      );
      yield { type: 'opened', image: index.opened };
    },

    async children({ path, offset, limit, ...view }, signal) {
      return (await images.open(view, signal)).view(view).children(path, offset, limit);
    },
    async search({ query, offset, limit, ...view }, signal) {
      return (await images.open(view, signal)).view(view).search(query, offset, limit);
    },
    async wasted({ offset, limit, ...where }, signal) {
      const files = (await images.open(where, signal)).wasted();
      return { total: files.length, files: files.slice(offset, offset + limit) };
    },
    packages: async (where, signal) => (await images.open(where, signal)).packages(),
    preview: (wanted, signal) => preview(withImages, wanted, signal),
    download: (wanted, signal) => download(withImages, wanted, signal),

    async *compare(pair, signal) {
      const connection = await getConnection(pair.context, signal);
      const { comparison } = yield* progressStream<CompareProgress, Awaited<ReturnType<typeof compared>>>(
        signal,
        (own, tell) => compared(connection, pair, own, tell),
      );
      yield { type: 'compared', comparison };
    },
    async comparedFiles({ only, query, offset, limit, ...pair }, signal) {
      const { files } = await compared(await getConnection(pair.context, signal), pair, signal);
      return files.page(only, query, offset, limit);
    },
  };
}

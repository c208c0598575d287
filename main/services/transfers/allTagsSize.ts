import type { AllTagsSize } from '../../../contract/model/transfer.ts';
import type { Connection } from '../../docker/connection.ts';
import { parseReference } from '../../docker/reference.ts';
import { platformName, type Registries, type RemotePlatform } from '../../registries/index.ts';
import { clientPath, remoteTags } from './remote.ts';

/** Each is some requests to the registry. */
const MAX_COUNTED = 40;
const AT_ONCE = 4;

/** What all tags of a repository would download, those most likely wanted counted first. */
export async function allTagsSize(
  registries: Registries,
  connection: Connection,
  reference: string,
  platform: string | undefined,
  signal: AbortSignal,
): Promise<AllTagsSize> {
  const { tags } = await remoteTags(registries, reference, signal);
  const image = parseReference(reference);
  const wanted = platform ?? `${connection.engine.os}/${connection.engine.arch}`;
  const layers = new Map<string, number>();
  const waiting = tags.slice(0, MAX_COUNTED);
  let countedTags = 0;
  await registries.use(image.registry, async (client) => {
    const work = async () => {
      for (let tag = waiting.shift(); tag !== undefined; tag = waiting.shift()) {
        const { platforms } = await client.image(clientPath(image), tag, signal);
        for (const layer of choose(platforms, wanted)?.layers ?? []) layers.set(layer.digest, layer.sizeBytes);
        countedTags += 1;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  });
  const sizeBytes = [...layers.values()].reduce((sum, bytes) => sum + bytes, 0);
  return { tagCount: tags.length, countedTags, sizeBytes };
}

/** That of the platform, of its variants the first; a single one is taken whatever it is for. */
function choose(platforms: readonly RemotePlatform[], wanted: string): RemotePlatform | undefined {
  if (platforms.length <= 1) return platforms[0];
  const names = platforms.map(({ platform }) => (platform ? platformName(platform) : ''));
  const at = names.findIndex((name) => name === wanted || name.startsWith(`${wanted}/`));
  return platforms[at];
}

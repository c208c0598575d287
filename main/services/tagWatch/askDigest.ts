import { AppFailure } from '../../../contract/errors.ts';
import { DOCKER_HUB, pathOnRegistry } from '../../../contract/model/imageReference.ts';
import type { Connection } from '../../docker/connection.ts';
import type { ImageReference } from '../../docker/reference.ts';
import { registryAuth } from '../../docker/registryAuth.ts';
import type { Registries } from '../../registries/index.ts';
import { askImage } from '../images/ask.ts';

/** What a tag stands for in its registry now. */
export type AskDigest = (connection: Connection, image: ImageReference, signal: AbortSignal) => Promise<string>;

/**
 * With one HEAD request, which no registry counts as a pull. Where only the engine's machine reaches the registry, the
 * engine is asked: it fetches the manifest, which Docker Hub does count.
 */
export const digestFrom =
  (registries: Registries): AskDigest =>
  async (connection, image, signal) => {
    const { registry, tag = 'latest' } = image;
    const path = registry === DOCKER_HUB ? image.repository : pathOnRegistry(image);
    try {
      return await registries.use(registry, (client) => client.digest(path, tag, signal));
    } catch (thrown) {
      if (!(thrown instanceof AppFailure) || thrown.error.code !== 'registry-unreachable') throw thrown;
      const byEngine = await digestByEngine(registries.configDir, connection, image, signal).catch(() => undefined);
      if (byEngine === undefined) throw thrown;
      return byEngine;
    }
  };

/** `GET /distribution/{name}/json`: with the engine's proxies, authorities and mirrors. */
async function digestByEngine(
  configDir: string,
  connection: Connection,
  { registry, familiar }: ImageReference,
  signal: AbortSignal,
): Promise<string> {
  const auth = await registryAuth(registry, configDir);
  const answer = await askImage<{ readonly Descriptor: { readonly digest: string } }>(connection, familiar, {
    method: 'GET',
    path: `/distribution/${familiar}/json`,
    ...(auth !== undefined && { headers: { 'X-Registry-Auth': auth } }),
    signal,
  });
  return answer.Descriptor.digest;
}

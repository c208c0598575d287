import type { Connection } from '../../docker/connection.ts';
import type { ImageReference } from '../../docker/reference.ts';
import { registryAuth } from '../../docker/registryAuth.ts';
import { askImage } from '../transfers/tagForPush.ts';

/** What a tag stands for in its registry now. */
export type AskDigest = (connection: Connection, image: ImageReference, signal: AbortSignal) => Promise<string>;

/**
 * As the engine sees it (`GET /distribution/{name}/json`), with its proxies, authorities and mirrors. It fetches the
 * manifest for that, which Docker Hub counts as a pull.
 */
export function digestByEngine(configDir?: string): AskDigest {
  return async (connection, { registry, familiar }, signal) => {
    const auth = await registryAuth(registry, configDir);
    const answer = await askImage<{ readonly Descriptor: { readonly digest: string } }>(connection, familiar, {
      method: 'GET',
      path: `/distribution/${familiar}/json`,
      ...(auth !== undefined && { headers: { 'X-Registry-Auth': auth } }),
      signal,
    });
    return answer.Descriptor.digest;
  };
}

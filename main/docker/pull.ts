import type { Connection } from './connection.ts';
import { toFailure } from './errors.ts';
import { PullProgress } from './pullProgress.ts';
import { type ImageReference, parseReference } from './reference.ts';
import { registryAuth } from './registryAuth.ts';
import { requestJson } from './request.ts';
import { readTransfer, type TransferOptions } from './transfer.ts';

export interface PullOptions extends TransferOptions {
  /** `linux/arm64`; absent: that of the engine. */
  readonly platform?: string | undefined;
  /** All tags of the repository, as the engine lists them: one after another. */
  readonly allTags?: boolean | undefined;
}

export interface Pulled {
  readonly id: string;
  readonly reference: string;
  readonly digest?: string;
  /** With all tags: those that are there now. */
  readonly tags?: readonly string[];
}

/**
 * Pulls an image with the CLI's sign-in (`POST /images/create`). Aborting ends the pull at the engine.
 * Rejects with `not-found`, `registry-auth`, `invalid-input`, `no-space`, `cancelled`…
 */
export async function pullImage(connection: Connection, reference: string, options: PullOptions = {}): Promise<Pulled> {
  const { platform, allTags = false, signal, configDir } = options;
  const image = parseReference(reference);
  const subject = { context: connection.context, kind: 'image', name: image.familiar } as const;
  const either = signal ? AbortSignal.any([signal, connection.signal]) : connection.signal;
  const progress = new PullProgress();
  try {
    const auth = await registryAuth(image.registry, configDir);
    const request = {
      method: 'POST',
      path: '/images/create',
      query: { fromImage: image.repository, tag: allTags ? undefined : (image.digest ?? image.tag), platform },
      ...(auth !== undefined && { headers: { 'X-Registry-Auth': auth } }),
      signal: either,
    } as const;
    await readTransfer(connection, request, subject, progress, options);
    const wanted = allTags ? withTag(image, progress.tags.at(-1)) : image;
    const { Id } = await requestJson<{ Id: string }>(connection.docker, {
      method: 'GET',
      path: `/images/${nameForPath(wanted)}/json`,
      signal: either,
    });
    return {
      id: Id,
      reference: wanted.familiar,
      ...(progress.digest !== undefined && !allTags && { digest: progress.digest }),
      ...(allTags && { tags: progress.tags }),
    };
  } catch (thrown) {
    throw toFailure(thrown, subject, either);
  }
}

/** The engine knows an image by tag or by digest, not by both. */
function nameForPath({ repository, tag, digest }: ImageReference): string {
  return digest === undefined ? `${repository}:${tag}` : `${repository}@${digest}`;
}

const withTag = ({ repository, registry }: ImageReference, tag = 'latest'): ImageReference => ({
  repository,
  registry,
  tag,
  familiar: `${repository}:${tag}`,
});

import { AppFailure } from '../../contract/errors.ts';
import type { Connection } from './connection.ts';
import { toFailure } from './errors.ts';
import { type PushedTag, PushProgress } from './pushProgress.ts';
import { parseReference } from './reference.ts';
import { registryAuth } from './registryAuth.ts';
import { readTransfer, type TransferOptions } from './transfer.ts';

export interface PushOptions extends TransferOptions {
  /** All tags that the repository has on the engine. */
  readonly allTags?: boolean | undefined;
}

/** The engine wants this header for each push, also where nobody signed in. */
const NOBODY = Buffer.from('{}').toString('base64');

/**
 * Pushes an image under a name that it has (`POST /images/{name}/push`), with the CLI's sign-in. Aborting ends it at
 * the engine; what the registry has of it by then is not seen under the tag. Gives what was pushed, a tag each.
 * Rejects with `not-found`, `registry-auth`, `invalid-input`, `cancelled`…
 */
export async function pushImage(
  connection: Connection,
  reference: string,
  options: PushOptions = {},
): Promise<readonly PushedTag[]> {
  const { allTags = false, signal, configDir } = options;
  const image = parseReference(reference);
  const subject = { context: connection.context, kind: 'image', name: image.familiar } as const;
  const either = signal ? AbortSignal.any([signal, connection.signal]) : connection.signal;
  const progress = new PushProgress();
  try {
    const auth = (await registryAuth(image.registry, configDir)) ?? NOBODY;
    const request = {
      method: 'POST',
      path: `/images/${image.repository}/push`,
      query: { tag: allTags ? undefined : image.tag },
      headers: { 'X-Registry-Auth': auth },
      signal: either,
    } as const;
    await readTransfer(connection, request, subject, progress, options);
    return progress.pushed;
  } catch (thrown) {
    throw aboutPush(toFailure(thrown, subject, either), image.repository);
  }
}

/** A registry refuses a push and a pull in the same words. */
function aboutPush(failure: AppFailure, repository: string): AppFailure {
  const { error } = failure;
  if (error.code !== 'registry-auth') return failure;
  return new AppFailure({
    ...error,
    message: `${error.registry} does not let you push to “${repository}”.`,
    hint: `Sign in to ${error.registry} as somebody who may write there, or push under a name of your own.`,
  });
}

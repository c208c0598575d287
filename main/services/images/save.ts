import { saveCommand } from '../../../contract/commands/imageCommands.ts';
import type { FileOffer } from '../../../contract/services/containers.ts';
import { toFailure } from '../../docker/errors.ts';
import { requestStream } from '../../docker/request.ts';
import { offerStream } from '../offerStream.ts';
import { askImage, imagePath } from './ask.ts';
import type { ImagesDeps } from './deps.ts';

/** `GET /images/get`: one or several images with their names, handed to the person as one archive. */
export async function saveImages(
  deps: ImagesDeps,
  { context, references }: { readonly context: string; readonly references: readonly string[] },
  signal: AbortSignal,
): Promise<FileOffer> {
  const connection = await deps.getConnection(context, signal);
  // The engine answers with an archive before it has looked: one that is not there is said here.
  for (const reference of references) {
    await askImage(connection, reference, { method: 'GET', path: imagePath(reference, 'json'), signal });
  }
  const [only = ''] = references;
  const title = references.length === 1 ? `Save ${only}` : `Save ${references.length} images`;
  const file = references.length === 1 ? fileName(only) : 'images.tar';
  return offerStream(deps, {
    context,
    title,
    command: saveCommand(references, file, deps.cliArgs(context)),
    file,
    async *open(ended) {
      try {
        const names = references.map((name) => `names=${encodeURIComponent(name)}`).join('&');
        yield* await requestStream(connection.docker, { method: 'GET', path: `/images/get?${names}`, signal: ended });
      } catch (thrown) {
        throw toFailure(thrown, { context, kind: 'image', name: only }, ended);
      }
    },
  });
}

/** `ghcr.io/owner/web:1.2` → `web-1.2.tar`. */
function fileName(reference: string): string {
  const last = reference.replace('sha256:', '').split('/').at(-1) ?? '';
  return `${(/^[0-9a-f]{64}$/.test(last) ? last.slice(0, 12) : last).replaceAll(/[^\w.-]+/g, '-')}.tar`;
}

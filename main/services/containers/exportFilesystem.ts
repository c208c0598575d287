import { exportCommand } from '../../../contract/commands/containerCommands.ts';
import type { FileOffer } from '../../../contract/services/containers.ts';
import { toFailure } from '../../docker/errors.ts';
import { requestStream } from '../../docker/request.ts';
import { offerStream } from '../offerStream.ts';
import { containerPath } from './ask.ts';
import type { ContainersDeps } from './deps.ts';

/** The filesystem as a tar archive, handed to the person. */
export async function exportFilesystem(
  deps: ContainersDeps,
  { context, id }: { readonly context: string; readonly id: string },
  signal: AbortSignal,
): Promise<FileOffer> {
  const connection = await deps.getConnection(context, signal);
  const container = deps.live.container(context, id)?.name ?? id.slice(0, 12);
  const file = `${container}.tar`;
  return offerStream(deps, {
    context,
    title: `Export ${container}`,
    command: exportCommand(container, file, deps.cliArgs(context)),
    file,
    async *open(ended) {
      try {
        const path = containerPath(id, 'export');
        yield* await requestStream(connection.docker, { method: 'GET', path, signal: ended });
      } catch (thrown) {
        throw toFailure(thrown, { context, kind: 'container', name: container }, ended);
      }
    },
  });
}

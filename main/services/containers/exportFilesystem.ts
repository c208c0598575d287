import { exportCommand } from '../../../contract/commands/containerCommands.ts';
import { AppFailure } from '../../../contract/errors.ts';
import type { FileOffer } from '../../../contract/services/containers.ts';
import { toFailure } from '../../docker/errors.ts';
import { requestStream } from '../../docker/request.ts';
import { containerPath } from './ask.ts';
import type { ContainersDeps } from './deps.ts';

const PROGRESS_MS = 250;

/** The filesystem as a tar archive, handed to the person; a job shows how far it is. */
export async function exportFilesystem(
  deps: ContainersDeps,
  { context, id }: { readonly context: string; readonly id: string },
  signal: AbortSignal,
): Promise<FileOffer> {
  const connection = await deps.getConnection(context, signal);
  const container = deps.live.container(context, id)?.name ?? id.slice(0, 12);
  const file = `${container}.tar`;
  const cancelled = new AbortController();
  let doneBytes = 0;

  async function* open(given: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
    const ended = AbortSignal.any([given, cancelled.signal]);
    try {
      const path = containerPath(id, 'export');
      const stream = await requestStream(connection.docker, { method: 'GET', path, signal: ended });
      for await (const chunk of stream) {
        doneBytes += (chunk as Uint8Array).byteLength;
        yield chunk as Uint8Array;
      }
    } catch (thrown) {
      throw toFailure(thrown, { context, kind: 'container', name: container }, ended);
    }
  }

  const offer = await deps.host.offerFile({ name: file, open });
  const title = `Export ${container}`;
  const command = exportCommand(container, file, deps.cliArgs(context));
  const jobId = deps.jobs.start({ kind: 'export', title, context, command }, async (job, jobSignal) => {
    const givenUp = new Promise<never>((_resolve, reject) => {
      jobSignal.addEventListener('abort', () => {
        cancelled.abort();
        reject(new AppFailure({ code: 'cancelled', message: 'Cancelled.' }));
      });
    });
    job.update({ message: offer.downloadUrl ? 'Waiting for the download to begin' : `Writing ${file}` });
    const progress = setInterval(() => {
      if (doneBytes > 0) job.update({ message: `Writing ${file}`, doneBytes });
    }, PROGRESS_MS);
    try {
      const { sizeBytes } = await deps.activity.record({ context, title, command }, () =>
        Promise.race([offer.finished, givenUp]),
      );
      job.update({ message: `Wrote ${file}`, doneBytes: sizeBytes, totalBytes: sizeBytes });
      return { type: 'file', name: file, sizeBytes };
    } finally {
      clearInterval(progress);
    }
  });
  return { jobId, ...(offer.downloadUrl !== undefined && { downloadUrl: offer.downloadUrl }) };
}

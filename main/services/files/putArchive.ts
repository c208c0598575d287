import { Readable } from 'node:stream';
import { toFailure } from '../../docker/errors.ts';
import { archiveRequest } from '../../docker/pathStat.ts';
import { requestJson } from '../../docker/request.ts';
import type { FilePlace } from '../../files/sources.ts';

/** `PUT /containers/<id>/archive`. A source that breaks off must not look like one that has ended; `archiveBytes` is exact. */
export async function putArchive(
  { connection, containerId, prefix, state }: FilePlace,
  directory: string,
  archive: AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
  archiveBytes?: number,
): Promise<void> {
  const broken = new AbortController();
  const body = Readable.from(archive, { objectMode: false, highWaterMark: 256 * 1024 });
  body.on('error', (reason) => broken.abort(reason));
  try {
    await requestJson(connection.docker, {
      ...archiveRequest('PUT', containerId, `${prefix}${directory}`, '&noOverwriteDirNonDir=true'),
      file: body,
      fileBytes: archiveBytes,
      headers: { 'Content-Type': 'application/x-tar' },
      signal: AbortSignal.any([...(signal ? [signal] : []), broken.signal]),
    });
    broken.signal.throwIfAborted();
  } catch (thrown) {
    throw toFailure(
      broken.signal.aborted ? broken.signal.reason : thrown,
      { context: connection.context, kind: 'container', name: state.name },
      signal,
    );
  } finally {
    body.destroy();
  }
}

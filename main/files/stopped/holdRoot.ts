import { PassThrough } from 'node:stream';
import { AppFailure } from '../../../contract/errors.ts';
import type { Connection } from '../../docker/connection.ts';
import { archiveRequest } from '../../docker/pathStat.ts';
import { requestJson } from '../../docker/request.ts';
import { TAR_END, tarPadding } from '../tar/tarHeader.ts';
import { globalHeader } from './globalHeader.ts';

export interface HeldRoot {
  /** Rejects when the engine let go of it by itself: with why. */
  readonly lost: Promise<never>;
  /** Resolves when the engine has let go of it. */
  release(): Promise<void>;
}

/**
 * Has the engine mount the root of a container that does not run, and hold it: the container is locked as long as an
 * archive is being put into it, and whoever starts it waits until the archive has ended. This one says nothing but that
 * it goes on. When Gantry dies the connection breaks, and the engine lets go.
 */
export function holdRoot({ docker }: Connection, id: string, signal: AbortSignal): HeldRoot {
  const { head, rest } = globalHeader('gantry');
  const body = new PassThrough();
  body.write(head); // the engine mounts when it has seen what the archive begins with
  const put = requestJson(docker, {
    ...archiveRequest('PUT', id, '/', '&noOverwriteDirNonDir=true'),
    file: body,
    headers: { 'Content-Type': 'application/x-tar' },
    signal,
  });
  const lost = put.then((): never => {
    throw new AppFailure({
      code: 'disconnected',
      message: 'The engine let go of the files of the container.',
      hint: 'Look at what was done, and try again.',
    });
  });
  lost.catch(() => {}); // told to who asks
  return {
    lost,
    async release() {
      body.end(Buffer.concat([rest, tarPadding(rest.length), TAR_END]));
      await put.catch(() => {}); // whoever used it has been told
    },
  };
}

import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Connection } from '../../docker/connection.ts';
import { toFailure } from '../../docker/errors.ts';
import { requestJson, requestStream } from '../../docker/request.ts';
import { ensureHelperImage, HELPER_LABEL, THIS_RUN, TOOL_PATH } from './helperImage.ts';
import { runTool } from './runTool.ts';
import type { ScanEntry } from './scanOutput.ts';

/** Where the volume is in the helper; archives to and from the engine have it as their first folder. */
export const FOLDER = 'v';

/** A container with one volume in it, for as long as one piece of work takes. Must be closed. */
export interface Helper {
  /** The whole volume as an archive (`GET /containers/{id}/archive`); names begin with `v`. Nothing is started. Rejects
   * also in the middle with `AppFailure`: an engine that is lost is not taken for a file that cannot be written. */
  read(signal: AbortSignal): AsyncIterable<Uint8Array>;
  /** Unpacks an archive whose names begin with `v` (`PUT /containers/{id}/archive`). Nothing is started. */
  write(archive: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void>;
  /** What the archive does not say. Starts the helper’s program. */
  scan(onEntry: (entry: ScanEntry) => void, signal: AbortSignal): Promise<void>;
  /** Removes everything in the volume. Starts the helper’s program. */
  empty(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** How many there are of each engine now: the image goes with the last. */
const open = new Map<string, number>();
/**
 * Their containers, by name, from before they are made: what bears the label and is not among them was left behind.
 */
const active = new Set<string>();

export const isActiveHelper = (name: string): boolean => active.has(name);
/** Its image is in use, or about to be. */
export const hasOpenHelper = (context: string): boolean => (open.get(context) ?? 0) > 0;

const freshName = (): string => {
  const name = `gantry-volume-helper-${randomUUID().slice(0, 8)}`;
  active.add(name);
  return name;
};

/** Rejects with `AppFailure`; then nothing is left. A volume that is not there is made by no helper: look before. */
export async function openHelper(
  connection: Connection,
  volume: string,
  isReadOnly: boolean,
  signal: AbortSignal,
): Promise<Helper> {
  const { docker, context } = connection;
  open.set(context, (open.get(context) ?? 0) + 1);
  const made: { id?: string } = {};
  const helperName = freshName();

  async function close() {
    active.delete(helperName);
    if (made.id !== undefined) {
      await requestJson(docker, { method: 'DELETE', path: `/containers/${made.id}`, query: { force: true } }).catch(
        () => {}, // what is left bears the label, and is swept
      );
    }
    const left = (open.get(context) ?? 1) - 1;
    open.set(context, left);
    if (left === 0 && image !== undefined) {
      await requestJson(docker, { method: 'DELETE', path: `/images/${image}` }).catch(() => {});
    }
  }

  let image: string | undefined;
  try {
    signal.throwIfAborted();
    image = await ensureHelperImage(connection);
    made.id = await createContainer(connection, helperName, image, volume, isReadOnly);
    signal.throwIfAborted();
  } catch (thrown) {
    await close();
    throw toFailure(thrown, { context, kind: 'volume', name: volume }, signal);
  }
  const { id } = made;

  const failed = (thrown: unknown, until: AbortSignal) =>
    toFailure(thrown, { context, kind: 'volume', name: volume }, until);
  return {
    async *read(until) {
      try {
        const path = `/containers/${id}/archive`;
        const query = { path: `/${FOLDER}` };
        yield* (await requestStream(docker, { method: 'GET', path, query, signal: until })) as AsyncIterable<Buffer>;
      } catch (thrown) {
        throw failed(thrown, until);
      }
    },
    async write(archive, until) {
      const broken = new AbortController();
      const body = Readable.from(archive, { objectMode: false });
      // An archive that breaks off is not to look like one that has ended.
      body.on('error', (reason) => broken.abort(reason));
      try {
        await requestJson(docker, {
          method: 'PUT',
          path: `/containers/${id}/archive`,
          query: { path: '/' },
          file: body,
          headers: { 'Content-Type': 'application/x-tar' },
          signal: AbortSignal.any([until, broken.signal]),
        });
        broken.signal.throwIfAborted();
      } catch (thrown) {
        throw failed(broken.signal.aborted ? broken.signal.reason : thrown, until);
      } finally {
        body.destroy();
      }
    },
    scan: (onEntry, until) => runTool(connection, id, onEntry, until),
    async empty(until) {
      const removerName = freshName();
      let remover: string | undefined;
      try {
        remover = await createContainer(connection, removerName, image ?? '', volume, false, 'empty');
        await runTool(connection, remover, () => {}, until);
      } finally {
        active.delete(removerName);
        if (remover !== undefined)
          await requestJson(docker, { method: 'DELETE', path: `/containers/${remover}`, query: { force: true } }).catch(
            () => {},
          );
      }
    },
    close,
  };
}

/** Not cancelled: an engine that was asked makes it all the same, and nobody would know its id. */
async function createContainer(
  { docker }: Connection,
  name: string,
  image: string,
  volume: string,
  isReadOnly: boolean,
  mode: 'scan' | 'empty' = 'scan',
): Promise<string> {
  const { Id } = await requestJson<{ Id: string }>(docker, {
    method: 'POST',
    path: '/containers/create',
    query: { name },
    body: {
      Image: image,
      Entrypoint: [TOOL_PATH],
      Cmd: [mode],
      WorkingDir: `/${FOLDER}`,
      AttachStdout: true,
      Labels: { [HELPER_LABEL]: THIS_RUN },
      NetworkDisabled: true,
      HostConfig: {
        NetworkMode: 'none',
        Mounts: [
          {
            Type: 'volume',
            Source: volume,
            Target: `/${FOLDER}`,
            ReadOnly: isReadOnly,
            VolumeOptions: { NoCopy: true },
          },
        ],
      },
    },
  });
  return Id;
}

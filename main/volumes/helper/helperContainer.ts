import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../../docker/connection.ts';
import { toFailure } from '../../docker/errors.ts';
import { requestJson, requestStream } from '../../docker/request.ts';
import { containerBody, FOLDER, type HelperMode } from './containerBody.ts';
import { ensureHelperImage, removeHelperImages } from './helperImage.ts';
import { type ProgramStreams, runProgram } from './runProgram.ts';

/** Containers with one volume in them, for as long as one piece of work takes. Must be closed. */
export interface Helper {
  /** The whole volume as an archive (`GET /containers/{id}/archive`); names begin with `v`. Nothing is started. Rejects
   * also in the middle with `AppFailure`: an engine that is lost is not taken for a file that cannot be written. */
  read(signal: AbortSignal): AsyncIterable<Uint8Array>;
  /** Unpacks an archive whose names begin with `v` (`PUT /containers/{id}/archive`). Nothing is started. */
  write(archive: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void>;
  /** Runs the helper’s program in a container of its own, and gives what it writes (`runProgram`). */
  run(mode: HelperMode, streams: ProgramStreams, signal: AbortSignal): AsyncGenerator<Buffer, void, undefined>;
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

/** Rejects with `AppFailure`; then nothing is left. A volume that is not there is made by no helper: look before. */
export async function openHelper(
  connection: Connection,
  volume: string,
  isReadOnly: boolean,
  signal: AbortSignal,
): Promise<Helper> {
  const { docker, context } = connection;
  open.set(context, (open.get(context) ?? 0) + 1);
  const made = new Set<Made>();
  let hasImage = false;

  /** Not cancelled: an engine that was asked makes it all the same, and nobody would know its id. */
  async function make(mode: HelperMode): Promise<Made> {
    const one: Made = { name: `gantry-volume-helper-${randomUUID().slice(0, 8)}`, id: undefined };
    made.add(one);
    active.add(one.name);
    const query = { name: one.name };
    await withImage(connection, async (image) => {
      hasImage = true;
      const body = containerBody(image, volume, isReadOnly, mode);
      const request = { method: 'POST', path: '/containers/create', query, body } as const;
      one.id = (await requestJson<{ Id: string }>(docker, request)).Id;
    });
    return one;
  }
  async function remove(one: Made): Promise<void> {
    made.delete(one);
    active.delete(one.name);
    if (one.id !== undefined) await removeContainer(connection, one.id);
  }
  async function close() {
    for (const one of made) await remove(one);
    const left = (open.get(context) ?? 1) - 1;
    open.set(context, left);
    if (left === 0 && hasImage) await removeHelperImages(connection).catch(() => {});
  }
  const failed = (thrown: unknown, until: AbortSignal) =>
    toFailure(thrown, { context, kind: 'volume', name: volume }, until);

  if (signal.aborted) {
    await close();
    throw failed(signal.reason, signal);
  }
  return {
    async *read(until) {
      try {
        const { id } = await make({ name: 'archive' });
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
        const { id } = await make({ name: 'archive' });
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
    async *run(mode, streams, until) {
      const one = await make(mode).catch((thrown: unknown) => {
        throw failed(thrown, until);
      });
      try {
        until.throwIfAborted();
        yield* runProgram(connection, one.id ?? '', streams, until);
      } catch (thrown) {
        throw until.aborted ? failed(thrown, until) : thrown;
      } finally {
        await remove(one);
      }
    },
    close,
  };
}

interface Made {
  readonly name: string;
  id: string | undefined;
}

const REMOVE_AGAIN_MS = 200;

/** What is left all the same bears the label, and is swept. Podman cannot remove a container that ends at that moment. */
async function removeContainer({ docker }: Connection, id: string): Promise<void> {
  for (let triesLeft = 4; triesLeft >= 0; triesLeft--) {
    const status = await requestJson(docker, {
      method: 'DELETE',
      path: `/containers/${id}`,
      query: { force: true },
    }).then(
      () => undefined,
      (thrown: unknown) => (thrown as { readonly statusCode?: number }).statusCode,
    );
    if (status === undefined || status === 404) return; // gone, or the engine is
    await sleep(REMOVE_AGAIN_MS);
  }
}

/** Another Gantry may take the image away with its last helper, just before this one is made of it. */
async function withImage(connection: Connection, run: (image: string) => Promise<void>): Promise<void> {
  for (let triesLeft = 3; ; triesLeft--) {
    const image = await ensureHelperImage(connection);
    try {
      return await run(image);
    } catch (thrown) {
      const { statusCode, message } = thrown as { readonly statusCode?: number; readonly message?: string };
      if (statusCode !== 404 || !message?.includes(image) || triesLeft === 0) throw thrown;
    }
  }
}

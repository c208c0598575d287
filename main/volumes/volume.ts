import { AppFailure } from '../../contract/errors.ts';
import type { NewVolume, VolumeSummary } from '../../contract/model/volume.ts';
import type { Connection } from '../docker/connection.ts';
import { type SaidVolume, toVolume } from '../live/volumeList.ts';
import { askVolume, volumePath } from './ask.ts';

/** `GET /volumes/{name}`. Rejects with `not-found`. */
export const inspectVolume = async (
  connection: Connection,
  name: string,
  signal?: AbortSignal,
): Promise<VolumeSummary> =>
  toVolume(await askVolume<SaidVolume>(connection, name, { method: 'GET', path: volumePath(name), signal }));

export async function findVolume(connection: Connection, name: string, signal?: AbortSignal) {
  return inspectVolume(connection, name, signal).catch((thrown: unknown) => {
    if (thrown instanceof AppFailure && thrown.error.code === 'not-found') return undefined;
    throw thrown;
  });
}

/**
 * `POST /volumes/create`, which gives one that is there already as if it had made it: that is refused here, with
 * `name-in-use`. `beforeMade` is awaited once it is known that the name is free; from then on the volume is this work’s.
 * It cannot be cancelled: an engine makes it all the same.
 */
export async function createVolume(
  connection: Connection,
  settings: NewVolume,
  beforeMade: () => Promise<void> = async () => {},
): Promise<string> {
  const { name, driver, options, labels } = settings;
  if (name !== '' && (await findVolume(connection, name))) throw nameTaken(name);
  await beforeMade();
  const made = await askVolume<SaidVolume>(connection, name, {
    method: 'POST',
    path: '/volumes/create',
    body: {
      ...(name !== '' && { Name: name }),
      Driver: driver,
      ...(Object.keys(options).length > 0 && { DriverOpts: options }),
      Labels: labels,
    },
  });
  return made.Name;
}

/** `DELETE /volumes/{name}`, never by force. What is gone already is fine. */
export async function removeVolume(connection: Connection, name: string): Promise<void> {
  await askVolume(connection, name, { method: 'DELETE', path: volumePath(name) }).catch((thrown: unknown) => {
    if (!(thrown instanceof AppFailure && thrown.error.code === 'not-found')) throw thrown;
  });
}

export const nameTaken = (name: string): AppFailure =>
  new AppFailure({
    code: 'name-in-use',
    name,
    message: `There is a volume “${name}” already.`,
    hint: 'Choose another name, or restore into the one that is there.',
  });

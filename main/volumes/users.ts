import type { VolumeUser } from '../../contract/model/volume.ts';
import { AppFailure } from '../../contract/errors.ts';
import type { Connection } from '../docker/connection.ts';
import { toFailure } from '../docker/errors.ts';
import { requestJson } from '../docker/request.ts';
import { type ListedContainer, toSummaries } from '../live/summary.ts';
import { HELPER_LABEL } from './helper/helperImage.ts';

/** Containers by the volume that they have, running or not; the helpers of the app are none. */
export async function usersByVolume(
  connection: Connection,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly VolumeUser[]>> {
  const { docker, context } = connection;
  let answer: readonly ListedContainer[];
  try {
    answer = await requestJson(docker, { method: 'GET', path: '/containers/json', query: { all: true }, signal });
  } catch (thrown) {
    throw toFailure(thrown, { context }, signal);
  }
  const users = new Map<string, VolumeUser[]>();
  for (const { id, name, state, mounts, labels } of toSummaries(answer, Date.now())) {
    if (HELPER_LABEL in labels) continue;
    for (const { type, name: volume, destination, isReadOnly } of mounts) {
      if (type !== 'volume' || volume === undefined) continue;
      users.set(volume, [...(users.get(volume) ?? []), { id, name, state, destination, isReadOnly }]);
    }
  }
  return users;
}

export const usersOf = async (connection: Connection, volume: string, signal: AbortSignal) =>
  (await usersByVolume(connection, signal)).get(volume) ?? [];

/** `web`, `web and db`, `web, db and 3 more`. */
export function namesOfUsers(users: readonly Pick<VolumeUser, 'name'>[]): string {
  const names = [...new Set(users.map(({ name }) => name))];
  if (names.length <= 3) return names.join(', ').replace(/, ([^,]*)$/, ' and $1');
  return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
}

export const inUse = (volume: string, users: readonly VolumeUser[]): AppFailure =>
  new AppFailure({
    code: 'conflict',
    message: `“${volume}” stays: ${users.length === 1 ? 'the container' : 'the containers'} ${namesOfUsers(users)} ${users.length === 1 ? 'has' : 'have'} it.`,
    hint: 'Remove the containers first; stopped ones keep their volumes too.',
  });

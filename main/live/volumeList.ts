import type { VolumeSummary } from '../../contract/model/volume.ts';
import type { Connection } from '../docker/connection.ts';
import { toFailure } from '../docker/errors.ts';
import { requestJson } from '../docker/request.ts';
import type { List } from './mirror.ts';
import { readStack } from './stack.ts';

/** From this many on one list costs less than asking for each. */
const ASK_EACH_UP_TO = 8;

/** `GET /volumes` and `GET /volumes/{name}`, as far as they are read. */
export interface SaidVolume {
  readonly Name: string;
  readonly Driver?: string;
  readonly Scope?: string;
  readonly Mountpoint?: string;
  readonly CreatedAt?: string;
  readonly Labels?: Readonly<Record<string, string>> | null;
  readonly Options?: Readonly<Record<string, string>> | null;
}

/** Lists the volumes of an engine, or those of these names; what is not there is left out. */
export function listVolumes(connection: Connection): List<VolumeSummary> {
  const { docker, context } = connection;
  const listAll = async (signal: AbortSignal) => {
    try {
      const path = '/volumes';
      const { Volumes } = await requestJson<{ Volumes?: readonly SaidVolume[] | null }>(docker, {
        method: 'GET',
        path,
        signal,
      });
      return (Volumes ?? []).map(toVolume);
    } catch (thrown) {
      throw toFailure(thrown, { context, kind: 'volume' }, signal);
    }
  };
  const inspect = async (name: string, signal: AbortSignal) => {
    try {
      const path = `/volumes/${encodeURIComponent(name)}`;
      return [toVolume(await requestJson<SaidVolume>(docker, { method: 'GET', path, signal }))];
    } catch (thrown) {
      const failure = toFailure(thrown, { context, kind: 'volume', name }, signal);
      if (failure.error.code === 'not-found') return [];
      throw failure;
    }
  };
  return async (names, signal) => {
    if (!names) return listAll(signal);
    if (names.length > ASK_EACH_UP_TO) {
      const wanted = new Set(names);
      return (await listAll(signal)).filter(({ name }) => wanted.has(name));
    }
    return (await Promise.all(names.map((name) => inspect(name, signal)))).flat();
  };
}

/** What the engine marks the volumes with that it named itself, from 23.0 on. */
const ANONYMOUS_LABEL = 'com.docker.volume.anonymous';
const MADE_UP = /^[0-9a-f]{64}$/;

export function toVolume(said: SaidVolume): VolumeSummary {
  const labels = said.Labels ?? {};
  const stack = readStack(labels);
  return {
    id: said.Name,
    name: said.Name,
    driver: said.Driver ?? 'local',
    scope: said.Scope === 'global' ? 'global' : 'local',
    mountpoint: said.Mountpoint ?? '',
    createdAt: Math.max(0, Date.parse(said.CreatedAt ?? '') || 0),
    labels,
    options: said.Options ?? {},
    // An older engine leaves the label out.
    isAnonymous: ANONYMOUS_LABEL in labels || MADE_UP.test(said.Name),
    ...(stack && { stack: { project: stack.project } }),
  };
}

import type { Connection } from '../docker/connection.ts';
import { ask } from '../services/containers/ask.ts';
import { mapEach } from '../services/containers/eachOf.ts';
import { type MadeContainer, nameOf } from './made.ts';
import { inspectIfThere } from './world.ts';

/** A container that lives in another one, which it knows by its id: made anew, that one would be lost to it. */
export interface Dependent {
  readonly id: string;
  readonly name: string;
  readonly by: 'network' | 'ipc' | 'pid' | 'link';
}

/** By the id of the container that they depend on. */
export type Dependents = ReadonlyMap<string, readonly Dependent[]>;

const AT_ONCE = 8;

/** Stopped ones too: they could not start again without the one that they name. */
export async function listDependents(connection: Connection, signal?: AbortSignal): Promise<Dependents> {
  return dependentsIn(await inspectAll(connection, signal));
}

/** All containers; only `inspect` says of `--ipc`, `--pid` and links. */
export async function inspectAll(connection: Connection, signal?: AbortSignal): Promise<readonly MadeContainer[]> {
  const request = { method: 'GET', path: '/containers/json', query: { all: true }, signal } as const;
  const listed = await ask<readonly { readonly Id: string }[]>(connection, request);
  const made = await mapEach(listed, AT_ONCE, ({ Id }) => inspectIfThere(connection, Id));
  return made.filter((one) => one !== undefined);
}

export function dependentsIn(all: readonly MadeContainer[]): Dependents {
  const byName = new Map(all.map((made) => [nameOf(made), made.Id]));
  const found = new Map<string, Dependent[]>();
  for (const made of all) {
    for (const [id, by] of dependencies(made, byName)) {
      const known = found.get(id) ?? [];
      if (!known.some((one) => one.id === made.Id)) found.set(id, [...known, { id: made.Id, name: nameOf(made), by }]);
    }
  }
  return found;
}

function dependencies(
  { HostConfig }: MadeContainer,
  byName: ReadonlyMap<string, string>,
): (readonly [id: string, by: Dependent['by']])[] {
  const modes = [
    [HostConfig.NetworkMode, 'network'],
    [HostConfig.IpcMode, 'ipc'],
    [HostConfig.PidMode, 'pid'],
  ] as const;
  const shared = modes.flatMap(([mode = '', by]) => {
    const [, named] = /^container:(.+)$/.exec(mode) ?? [];
    return named === undefined ? [] : [[byName.get(named) ?? named, by] as const];
  });
  const linked = (HostConfig.Links ?? []).flatMap((link) => {
    const id = byName.get((link.split(':')[0] ?? '').replace(/^\//, ''));
    return id === undefined ? [] : [[id, 'link'] as const];
  });
  return [...shared, ...linked];
}

/**
 * Who would not find a container under another name: links in networks with a name go by the name that was written. On
 * the default bridge the engine changes them itself.
 */
export const linkedByName = (all: readonly MadeContainer[], name: string): readonly string[] =>
  all
    .filter(({ NetworkSettings }) =>
      Object.values(NetworkSettings?.Networks ?? {}).some((endpoint) =>
        endpoint?.Links?.some((link) => link.split(':')[0]?.replace(/^\//, '') === name),
      ),
    )
    .map(nameOf);

/** All that depend on one, directly or through another, each after what it depends on. */
export function allDependents(of: string, dependents: Dependents): readonly Dependent[] {
  const found: Dependent[] = [];
  const seen = new Set([of]);
  const visit = (id: string) => {
    for (const one of dependents.get(id) ?? []) {
      if (seen.has(one.id)) continue;
      seen.add(one.id);
      visit(one.id);
      found.push(one);
    }
  };
  visit(of);
  return found.toReversed();
}

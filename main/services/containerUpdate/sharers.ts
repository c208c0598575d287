import type { Connection } from '../../docker/connection.ts';
import { ask } from '../containers/ask.ts';

/** By the id of a container: the name of another one that lives in its network (`--network container:…`). */
export type Sharers = ReadonlyMap<string, string>;

interface Listed {
  readonly Names?: readonly string[] | null;
  readonly HostConfig?: { readonly NetworkMode?: string } | null;
}

/** `GET /containers/json`, stopped ones too: they could not start again without the one that they name. */
export async function listSharers(connection: Connection, signal?: AbortSignal): Promise<Sharers> {
  const request = { method: 'GET', path: '/containers/json', query: { all: true }, signal } as const;
  const listed = await ask<readonly Listed[]>(connection, request);
  return sharersIn(listed);
}

export const sharersIn = (listed: readonly Listed[]): Sharers =>
  new Map(
    listed.flatMap(({ Names, HostConfig }) => {
      const [, id] = /^container:(.+)$/.exec(HostConfig?.NetworkMode ?? '') ?? [];
      return id === undefined ? [] : [[id, (Names?.[0] ?? '').replace(/^\//, '')] as const];
    }),
  );

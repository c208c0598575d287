import type { ContainerDetail, FilesystemChange, ProcessTable } from '../../../contract/model/container.ts';
import type { Connection } from '../../docker/connection.ts';
import { ask, containerPath } from './ask.ts';
import { toDetail } from './detail.ts';
import { checkInspected } from './inspected.ts';

/** What is only looked at: inspect, top, diff. */

export async function inspect(connection: Connection, id: string, signal: AbortSignal): Promise<ContainerDetail> {
  const answer = await ask<unknown>(connection, { method: 'GET', path: containerPath(id, 'json'), signal });
  return toDetail(checkInspected(answer));
}

export async function top(
  connection: Connection,
  id: string,
  psArgs: string | undefined,
  signal: AbortSignal,
): Promise<ProcessTable> {
  const answer = await ask<{
    readonly Titles?: readonly string[] | null;
    readonly Processes?: readonly (readonly string[])[] | null;
  }>(connection, { method: 'GET', path: containerPath(id, 'top'), query: { ps_args: psArgs }, signal });
  return { titles: answer.Titles ?? [], rows: answer.Processes ?? [] };
}

const KINDS = ['changed', 'added', 'deleted'] as const;

export async function changes(
  connection: Connection,
  id: string,
  signal: AbortSignal,
): Promise<readonly FilesystemChange[]> {
  const answer = await ask<readonly { readonly Path: string; readonly Kind: number }[] | null | undefined>(connection, {
    method: 'GET',
    path: containerPath(id, 'changes'),
    signal,
  });
  return (answer ?? []).map(({ Path, Kind }) => ({ path: Path, kind: KINDS[Kind] ?? 'changed' }));
}

import type { Connection } from '../../docker/connection.ts';
import { requestJson } from '../../docker/request.ts';
import { hasOpenHelper, isActiveHelper } from './helperContainer.ts';
import { HELPER_LABEL, THIS_RUN } from './helperImage.ts';

interface Listed {
  readonly Id: string;
  /** Of containers, with a slash before them. */
  readonly Names?: readonly string[] | null;
  /** Epoch seconds. */
  readonly Created: number;
  readonly Labels?: Readonly<Record<string, string>> | null;
}

/**
 * Removes helpers that were left behind: by a run of the app before this one, or by this one while the engine was away.
 * What another Gantry has begun since `startedAt` (epoch ms) is not touched.
 */
export async function sweepHelpers({ docker, context }: Connection, startedAt: number): Promise<void> {
  const filters = JSON.stringify({ label: [HELPER_LABEL] });
  const list = (path: string) =>
    requestJson<readonly Listed[]>(docker, { method: 'GET', path, query: { all: true, filters } });
  for (const { Id, Names, Created, Labels } of await list('/containers/json')) {
    const isOurs = Labels?.[HELPER_LABEL] === THIS_RUN;
    const isActive = Names?.some((name) => isActiveHelper(name.slice(1))) ?? false;
    if (isActive || (!isOurs && Created * 1000 >= startedAt)) continue;
    await requestJson(docker, { method: 'DELETE', path: `/containers/${Id}`, query: { force: true } }).catch(() => {});
  }
  // One that a helper of another Gantry uses stays: the engine refuses.
  if (hasOpenHelper(context)) return;
  for (const { Id } of await list('/images/json')) {
    await requestJson(docker, { method: 'DELETE', path: `/images/${Id}` }).catch(() => {});
  }
}

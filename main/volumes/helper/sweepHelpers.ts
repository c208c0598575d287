import type { Connection } from '../../docker/connection.ts';
import { requestJson } from '../../docker/request.ts';
import { isActiveHelper } from './helperContainer.ts';
import { HELPER_LABEL, THIS_RUN } from './helperImage.ts';

const STARTED_AT = Date.now();

interface Listed {
  readonly Id: string;
  /** Epoch seconds. */
  readonly Created: number;
  readonly Labels?: Readonly<Record<string, string>> | null;
}

/**
 * Removes helpers that were left behind: by a run of the app before this one, or by this one while the engine was away.
 * What another Gantry has begun since is not touched.
 */
export async function sweepHelpers({ docker }: Connection): Promise<void> {
  const filters = JSON.stringify({ label: [HELPER_LABEL] });
  const list = (path: string) =>
    requestJson<readonly Listed[]>(docker, { method: 'GET', path, query: { all: true, filters } });
  for (const { Id, Created, Labels } of await list('/containers/json')) {
    const isOurs = Labels?.[HELPER_LABEL] === THIS_RUN;
    if (isActiveHelper(Id) || (!isOurs && Created * 1000 >= STARTED_AT)) continue;
    await requestJson(docker, { method: 'DELETE', path: `/containers/${Id}`, query: { force: true } }).catch(() => {});
  }
  // One that a helper uses now stays: the engine refuses.
  for (const { Id } of await list('/images/json')) {
    await requestJson(docker, { method: 'DELETE', path: `/images/${Id}` }).catch(() => {});
  }
}

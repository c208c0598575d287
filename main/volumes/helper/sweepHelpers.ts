import type { Connection } from '../../docker/connection.ts';
import { requestJson } from '../../docker/request.ts';
import { hasOpenHelper, isActiveHelper } from './helperContainer.ts';
import { HELPER_LABEL, type Listed, listHelpers, removeHelperImages, THIS_RUN } from './helperImage.ts';

/** Of somebody who does not come back: longer than any work takes, and than clocks of two machines differ. */
const FORGOTTEN_MS = 7 * 24 * 3_600_000;

/**
 * Removes helpers that were left behind: by this run of the app while the engine was away, and by `earlierRuns` in the
 * same data folder, which are surely over. Those of another Gantry, on this machine or another, may be at work however
 * old they are, and are its own to sweep; only where it has not for a week they go.
 */
export async function sweepHelpers(
  connection: Connection,
  earlierRuns: ReadonlySet<string>,
  now: () => number = Date.now,
): Promise<void> {
  for (const helper of await listHelpers(connection, 'containers')) {
    if (!isLeftBehind(helper, earlierRuns, now())) continue;
    const path = `/containers/${helper.Id}`;
    await requestJson(connection.docker, { method: 'DELETE', path, query: { force: true } }).catch(() => {});
  }
  if (!hasOpenHelper(connection.context)) await removeHelperImages(connection);
}

function isLeftBehind({ Names, Created, State, Labels }: Listed, earlierRuns: ReadonlySet<string>, now: number) {
  const run = Labels?.[HELPER_LABEL] ?? '';
  if (run === THIS_RUN) return !(Names?.some((name) => isActiveHelper(name.slice(1))) ?? false);
  return earlierRuns.has(run) || (State !== 'running' && now - Created * 1000 > FORGOTTEN_MS);
}

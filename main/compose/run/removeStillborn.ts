import type { Connection } from '../../docker/connection.ts';
import { requestJson } from '../../docker/request.ts';

/** What containerd and runc say of a container whose start was cut off when the engine was killed: it is half there. */
const STILLBORN =
  /failed to create task for container: (mkdir \S*\/[0-9a-f]{64}: file exists|.*container with given ID already exists)/s;

interface Said {
  readonly Id: string;
  readonly Name?: string;
  readonly State?: { readonly Status?: string; readonly StartedAt?: string };
}

/**
 * An engine that was killed while it started a container can never start that one any more. Those of the project that have
 * never run have nothing to lose: they are removed, so that `up` makes them anew. Gives their names; none where it is not so.
 */
export async function removeStillborn(
  { docker }: Connection,
  project: string,
  text: string,
): Promise<readonly string[]> {
  if (!STILLBORN.test(text)) return [];
  const filters = JSON.stringify({ label: [`com.docker.compose.project=${project}`], status: ['created'] });
  const query = { all: true, filters };
  const all = await requestJson<readonly Said[]>(docker, { method: 'GET', path: '/containers/json', query });
  const names: string[] = [];
  for (const { Id } of all) {
    const said = await requestJson<Said>(docker, { method: 'GET', path: `/containers/${Id}/json` });
    const { Status, StartedAt = '' } = said.State ?? {};
    if (Status !== 'created' || !StartedAt.startsWith('0001-')) continue;
    await requestJson(docker, { method: 'DELETE', path: `/containers/${Id}` });
    names.push(said.Name?.replace(/^\//, '') ?? Id);
  }
  return names;
}

import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Connection } from '../docker/connection.ts';
import { requestJson } from '../docker/request.ts';
import { mapEach } from '../services/containers/eachOf.ts';

const AT_ONCE = 16;

/**
 * Bytes of each container's log as the engine keeps it, older pieces included; only of an engine on this machine whose
 * folder this user may read, since the API has no word for it. What cannot be seen is left out.
 */
export async function readLogSizes(
  { docker, isLocal }: Connection,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  if (!isLocal || ids.length === 0) return new Map();
  const { DockerRootDir } = await requestJson<{ readonly DockerRootDir?: string }>(docker, {
    method: 'GET',
    path: '/info',
    signal,
  });
  if (!DockerRootDir) return new Map();
  const root = path.join(DockerRootDir, 'containers');
  const sizes = await mapEach(ids, AT_ONCE, (id) => sizeOfLog(path.join(root, id), id).catch(() => undefined));
  return new Map(ids.flatMap((id, index) => (sizes[index] === undefined ? [] : [[id, sizes[index]]])));
}

/** `<id>-json.log` of the driver json-file, `local-logs/` of local; each may have older pieces. */
async function sizeOfLog(folder: string, id: string): Promise<number> {
  const names = await readdir(folder);
  const files = names.filter((name) => name.startsWith(`${id}-json.log`)).map((name) => path.join(folder, name));
  if (names.includes('local-logs')) {
    const local = path.join(folder, 'local-logs');
    files.push(...(await readdir(local)).map((name) => path.join(local, name)));
  }
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

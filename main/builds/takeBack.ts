import type { BuildSettings, BuildStep } from '../../contract/model/build.ts';
import type { Connection } from '../docker/connection.ts';
import { parseReference } from '../docker/reference.ts';
import { requestJson } from '../docker/request.ts';

interface SaidImage {
  readonly Id: string;
  readonly Created?: string;
  readonly RepoTags?: readonly string[] | null;
}

/** Which image each name is of before a build; undefined: of none. */
export type Names = ReadonlyMap<string, string | undefined>;

/** Rejects nowhere: a name that cannot be looked up is left alone later. */
export async function namesOf(connection: Connection, tags: readonly string[]): Promise<Names> {
  const found = await Promise.all(
    tags.map(async (tag) => [tag, await find(connection, tag).catch(() => 'unknown' as const)] as const),
  );
  return new Map(found.flatMap(([tag, image]) => (image === 'unknown' ? [] : [[tag, image?.Id] as const])));
}

/** Whether dockerd itself writes the image. A push, and what a builder in a container makes, can be stopped. */
export const isOnEngine = ({ output, builder }: BuildSettings): boolean =>
  builder === undefined && (output.type === 'default' || output.type === 'load');

/**
 * Whether the engine writes the image, or is about to. It does that to the end, though buildx has gone long since; who
 * cancels a build must wait for that, or an image comes from nowhere a moment later.
 */
export function isWriting(steps: readonly BuildStep[]): boolean {
  if (steps.some(({ state, name }) => state === 'running' && /^exporting to /.test(name))) return true;
  const own = steps.filter(({ stage }) => stage !== undefined);
  return own.length > 0 && own.every(({ state }) => state === 'done' || state === 'cached');
}

/** Undoes what a cancelled build made of names, and removes the image that it made without one. Says what it did. */
export async function takeBack(
  connection: Connection,
  before: Names,
  imageId: string | undefined,
  startedAt: number,
): Promise<readonly string[]> {
  const said: string[] = [];
  for (const [name, id] of before) {
    const now = await find(connection, name);
    if (!now || now.Id === id) continue;
    if (id === undefined) {
      await remove(connection, name);
      said.push(`The image was made before the cancel took effect: its name ${name} was taken away again.`);
    } else {
      await give(connection, id, name);
      said.push(`The image was made before the cancel took effect: the name ${name} is the other image’s again.`);
    }
  }
  const left = imageId === undefined ? undefined : await find(connection, imageId);
  // One that was there before has an earlier time; the clock of an engine elsewhere proves nothing.
  const isOurs = connection.isLocal && left?.Created !== undefined && Date.parse(left.Created) >= startedAt;
  // Without force: one that a container uses or that has a name stays.
  if (left && isOurs && (left.RepoTags ?? []).length === 0) await remove(connection, left.Id).catch(() => {});
  return said;
}

async function find({ docker }: Connection, name: string): Promise<SaidImage | undefined> {
  try {
    return await requestJson<SaidImage>(docker, { method: 'GET', path: `/images/${encodeURI(name)}/json` });
  } catch (thrown) {
    if ((thrown as { statusCode?: number }).statusCode === 404) return undefined;
    throw thrown;
  }
}

const remove = ({ docker }: Connection, name: string): Promise<unknown> =>
  requestJson(docker, { method: 'DELETE', path: `/images/${encodeURI(name)}` });

async function give({ docker }: Connection, id: string, name: string): Promise<void> {
  const { repository, tag = 'latest' } = parseReference(name);
  await requestJson(docker, { method: 'POST', path: `/images/${id}/tag`, query: { repo: repository, tag } });
}

import { toAppError } from '../../../contract/errors.ts';
import type { TagState } from '../../../contract/model/tagUpdate.ts';
import type { Connection } from '../../docker/connection.ts';
import { parseReference } from '../../docker/reference.ts';
import type { AskDigest } from './askDigest.ts';
import type { LocalTag } from './watched.ts';

/** Registries are not to feel it. */
const AT_ONCE = 3;

/** Asks for each tag what it stands for now; a registry that fails is said with its tags, and stops no other. */
export async function checkTags(
  connection: Connection,
  tags: readonly LocalTag[],
  askDigest: AskDigest,
  signal: AbortSignal,
): Promise<readonly TagState[]> {
  const states: TagState[] = [];
  const waiting = [...tags];
  async function work() {
    for (let tag = waiting.shift(); tag; tag = waiting.shift())
      states.push(await checkTag(connection, tag, askDigest, signal));
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return states.toSorted((a, b) => a.reference.localeCompare(b.reference));
}

async function checkTag(
  connection: Connection,
  { reference, imageId, digests }: LocalTag,
  askDigest: AskDigest,
  signal: AbortSignal,
): Promise<TagState> {
  const common = { reference, imageId, localDigest: digests[0] ?? '', checkedAt: Date.now() };
  try {
    const remoteDigest = await askDigest(connection, parseReference(reference), signal);
    return { ...common, remoteDigest, state: digests.includes(remoteDigest) ? 'current' : 'newer' };
  } catch (thrown) {
    signal.throwIfAborted();
    return { ...common, state: 'unknown', error: toAppError(thrown) };
  }
}

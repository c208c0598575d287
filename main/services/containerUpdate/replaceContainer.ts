import { randomBytes } from 'node:crypto';
import { AppFailure, isCancelled, toAppError } from '../../../contract/errors.ts';
import type { UpdateCandidate } from '../../../contract/model/tagUpdate.ts';
import type { Connection } from '../../docker/connection.ts';
import { ask, containerPath } from '../containers/ask.ts';
import { awaitUp } from './awaitUp.ts';
import { inspectMade, type ImageConfig, type MadeContainer, nameOf } from './made.ts';
import { recreateBody } from './recreateBody.ts';
import { listSharers, type Sharers } from './sharers.ts';
import { candidateOf } from './wayOf.ts';

interface Replacing {
  readonly connection: Connection;
  /** What is done now, for the person. */
  readonly say: (words: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Makes a container anew from the image that its name stands for now, and puts the new one in its place. When that does
 * not come up, or it is cancelled, everything is as it was before. Gives the id of the new one.
 */
export async function replaceContainer(replacing: Replacing, id: string, old: ImageConfig): Promise<string> {
  const made = await inspectMade(replacing.connection, id, replacing.signal);
  const way = wayOf(made, await listSharers(replacing.connection, replacing.signal));
  return way === 'beside' ? beside(replacing, made, old) : inPlace(replacing, made, old);
}

/** How it is done. Throws `conflict` for one that is to be left as it is. */
export function wayOf(made: MadeContainer, sharers: Sharers): UpdateCandidate['way'] {
  const { way, skipped } = candidateOf(made, sharers);
  if (skipped === undefined) return way;
  throw new AppFailure({ code: 'conflict', message: `“${nameOf(made)}” ${skipped}.`, hint: 'It is left as it is.' });
}

/** The old one is not touched until the new one is up. */
async function beside(replacing: Replacing, made: MadeContainer, old: ImageConfig): Promise<string> {
  const name = nameOf(made);
  const fresh = await create(replacing, made, old, `${name}-new-${suffix()}`);
  const undo: Undo[] = [() => removeNew(replacing.connection, fresh)];
  return orBack(replacing, name, undo, async () => {
    if (made.State.Running) await bringUp(replacing, fresh, name);
    await swap(replacing, made, fresh, undo);
    return fresh;
  });
}

/** The old one makes room, and comes back if the new one does not come up. */
async function inPlace(replacing: Replacing, made: MadeContainer, old: ImageConfig): Promise<string> {
  const { connection, say, signal } = replacing;
  const name = nameOf(made);
  const undo: Undo[] = [];
  return orBack(replacing, name, undo, async () => {
    signal.throwIfAborted();
    say(`Stopping the old ${name}`);
    undo.push(() => post(connection, made.Id, 'start'));
    await post(connection, made.Id, 'stop');
    await rename(connection, made.Id, `${name}-replaced-${suffix()}`);
    undo.push(() => rename(connection, made.Id, name));
    const fresh = await create(replacing, made, old, name);
    undo.push(() => removeNew(connection, fresh));
    await bringUp(replacing, fresh, name);
    await removeOld(replacing, made.Id);
    return fresh;
  });
}

type Undo = () => Promise<void>;

/** Undoes in the opposite order what was done, and says how that went. */
async function orBack<T>({ say }: Replacing, name: string, undo: readonly Undo[], run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (thrown) {
    say(`Putting the old ${name} back`);
    const failures: string[] = [];
    for (const step of undo.toReversed()) {
      await step().catch((failure: unknown) => failures.push(toAppError(failure).message));
    }
    throw failures.length === 0 ? thrown : notBack(name, thrown, failures);
  }
}

function notBack(name: string, thrown: unknown, failures: readonly string[]): AppFailure {
  const error = toAppError(thrown);
  return new AppFailure({
    code: 'unexpected',
    message: `${isCancelled(thrown) ? 'It was cancelled.' : error.message} And the old “${name}” could not be put back: ${failures.join(' ')}`,
    hint: 'Look at the list of containers: the old one may be stopped, or have another name.',
    detail: failures.join('\n'),
  });
}

async function create(
  { connection, say, signal }: Replacing,
  made: MadeContainer,
  old: ImageConfig,
  name: string,
): Promise<string> {
  signal.throwIfAborted();
  say(`Making ${nameOf(made)} anew`);
  const [major = 0, minor = 0] = connection.engine.apiVersion.split('.').map(Number);
  const { body, laterNetworks } = recreateBody(made, old, { canMakeNetworks: major > 1 || minor >= 44 });
  const request = { method: 'POST', path: '/containers/create', query: { name }, body } as const;
  // Not to be cancelled half way: a container that nobody knows of would stay.
  const { Id } = await ask<{ readonly Id: string }>(connection, request, { kind: 'container', name: nameOf(made) });
  try {
    for (const network of laterNetworks) {
      await ask(connection, {
        method: 'POST',
        path: `/networks/${encodeURIComponent(network.name)}/connect`,
        body: { Container: Id, EndpointConfig: network.endpoint },
      });
    }
  } catch (thrown) {
    await removeNew(connection, Id);
    throw thrown;
  }
  return Id;
}

async function bringUp({ connection, say, signal }: Replacing, id: string, name: string): Promise<void> {
  say(`Starting the new ${name}`);
  await post(connection, id, 'start');
  say(`Waiting until the new ${name} is up`);
  const up = await awaitUp(connection, id, signal);
  if (up.isUp) return;
  throw new AppFailure({
    code: 'conflict',
    message: `The new “${name}” did not come up: ${up.why}. The old one is back.`,
    hint: 'Look at what changed in the new image; the container runs as before.',
  });
}

/** The new one takes the name; then the old one goes. From here on it is not cancelled: it is a moment. */
async function swap(replacing: Replacing, made: MadeContainer, fresh: string, undo: Undo[]): Promise<void> {
  const { connection, say } = replacing;
  const name = nameOf(made);
  say(`Putting the new ${name} in the place of the old one`);
  if (made.State.Running) {
    undo.unshift(() => post(connection, made.Id, 'start'));
    await post(connection, made.Id, 'stop');
  }
  await rename(connection, made.Id, `${name}-replaced-${suffix()}`);
  undo.unshift(() => rename(connection, made.Id, name));
  await rename(connection, fresh, name);
  await removeOld(replacing, made.Id);
}

const suffix = () => randomBytes(3).toString('hex');

const post = (connection: Connection, id: string, what: 'start' | 'stop'): Promise<void> =>
  ask(connection, { method: 'POST', path: containerPath(id, what) });

const rename = (connection: Connection, id: string, name: string): Promise<void> =>
  ask(connection, { method: 'POST', path: containerPath(id, 'rename'), query: { name } });

/** With the volumes that only it has; those of the old one were given to it by name, and stay. */
const removeNew = (connection: Connection, id: string): Promise<void> =>
  ask(connection, { method: 'DELETE', path: `/containers/${id}`, query: { force: true, v: true } });

/** Without its volumes: they are the new one’s now. That it stays is no reason to end the new one. */
async function removeOld({ connection, say }: Replacing, id: string): Promise<void> {
  try {
    await ask(connection, { method: 'DELETE', path: `/containers/${id}` });
  } catch (thrown) {
    say(`The old one could not be removed: ${toAppError(thrown).message}`);
  }
}

import { AppFailure, isCancelled, toAppError } from '../../contract/errors.ts';
import type { Connection } from '../docker/connection.ts';
import { awaitUp } from './awaitUp.ts';
import type { Journal } from './journal.ts';
import { type Member, type Operation, ORDER, type Phase } from './operation.ts';
import {
  createFresh,
  giveName,
  isEngineLost,
  policyOf,
  putToRest,
  removeFresh,
  removeOld,
  setPolicy,
  startAgain,
} from './steps.ts';
import { inspectIfThere } from './world.ts';

export interface Running {
  readonly connection: Connection;
  readonly journal: Pick<Journal<Operation>, 'write'>;
  /** What is done now, for the person. */
  readonly say: (words: string) => void;
  readonly signal: AbortSignal;
  /** Told of each state once it is on the disk. */
  readonly onWritten: (operation: Operation) => void;
}

/**
 * Goes through the phases from the one that it stands at. What fails, or is cancelled, is undone: then the old one runs
 * as before, and this rejects with the reason. Where the engine itself is lost nothing is undone: the journal has it.
 */
export async function goOn(running: Running, begun: Operation): Promise<Operation> {
  let operation = begun;
  try {
    const order = ORDER[operation.way];
    for (const phase of order.slice(order.indexOf(operation.phase as Phase))) {
      if (phase !== 'finish') running.signal.throwIfAborted();
      operation = await write(running, { ...operation, phase });
      operation = { ...operation, members: await PHASE_STEPS[phase](running, operation) };
    }
  } catch (thrown) {
    if (isEngineLost(running.connection, thrown)) throw thrown;
    const because = isCancelled(thrown) || running.signal.aborted ? 'it was cancelled' : toAppError(thrown).message;
    await goBack(running, { ...operation, because }, thrown);
    throw thrown;
  }
  return operation;
}

const PHASE_STEPS: Readonly<Record<Phase, (running: Running, operation: Operation) => Promise<Member[]>>> = {
  async create({ connection, say }, { members }) {
    const made: Member[] = [];
    const idsByOld = new Map<string, string>();
    for (const member of members) {
      say(`Making ${member.name} anew`);
      const newId = member.newId ?? (await createOrBack(connection, member, idsByOld, made));
      idsByOld.set(member.oldId, newId);
      made.push({ ...member, newId });
    }
    return made;
  },
  async stop({ connection, say }, { members }) {
    // Those that live in another one end before it.
    for (const { oldId, name, wasRunning } of members.toReversed()) {
      if (wasRunning) say(`Stopping the old ${name}`);
      await putToRest(connection, oldId);
    }
    return members;
  },
  async swap({ connection }, { members }) {
    for (const { oldId, newId, name, newName = name, asideName } of members) {
      await giveName(connection, oldId, asideName);
      await giveName(connection, newId, newName);
    }
    return members;
  },
  async start({ connection, say }, { members }) {
    for (const { newId, name, willRun, kept } of members) {
      if (newId === undefined) continue;
      if (kept?.policy && !willRun) await setPolicy(connection, newId, kept.policy);
      if (!willRun) continue;
      say(`Starting the new ${name}`);
      await startAgain(connection, newId, kept?.policy);
    }
    return members;
  },
  async await({ connection, say, signal }, { members, watchMs }) {
    const watched = members.filter(({ newId, willRun }) => willRun && newId !== undefined);
    for (const { name } of watched) say(`Waiting until the new ${name} is up`);
    await Promise.all(watched.map((member) => expectUp(connection, member, watchMs, signal)));
    return members;
  },
  async finish({ connection, say }, { members, keepOld }) {
    if (keepOld) return members;
    for (const { oldId } of members.toReversed()) {
      // That it stays is no reason to end the new one.
      await removeOld(connection, oldId).catch((thrown: unknown) => {
        if (isEngineLost(connection, thrown)) throw thrown;
        say(`The old one could not be removed: ${toAppError(thrown).message}`);
      });
    }
    return members;
  },
};

/** Those that were made just before are known to nobody yet: they go when a later one cannot be made. */
async function createOrBack(
  connection: Connection,
  member: Member,
  idsByOld: ReadonlyMap<string, string>,
  made: readonly Member[],
): Promise<string> {
  try {
    return await createFresh(connection, member, idsByOld);
  } catch (thrown) {
    if (!isEngineLost(connection, thrown))
      for (const { newId, kept } of made) if (newId !== undefined && !kept) await removeFresh(connection, newId);
    throw thrown;
  }
}

async function expectUp(
  connection: Connection,
  { newId, name }: Member,
  watchMs: number,
  signal: AbortSignal,
): Promise<void> {
  const up = await awaitUp(connection, newId ?? '', signal, watchMs);
  if (up.isUp) return;
  throw new AppFailure({
    code: 'conflict',
    message: `The new “${name}” did not come up: ${up.why}. The old one is back.`,
    hint: 'Look at what was changed; the container runs as before.',
  });
}

async function write(running: Running, operation: Operation): Promise<Operation> {
  await running.journal.write(operation);
  running.onWritten(operation);
  return operation;
}

/** Makes everything as it was before, whatever has been done until then. Rejects when that is not possible. */
export async function goBack(running: Running, interrupted: Operation, cause?: unknown): Promise<void> {
  const { connection, say } = running;
  const operation = await write(running, { ...interrupted, isGoingBack: true });
  const failures: string[] = [];
  const attempt = async (step: () => Promise<unknown>) => {
    try {
      await step();
    } catch (thrown) {
      if (isEngineLost(connection, thrown)) throw thrown;
      failures.push(toAppError(thrown).message);
    }
  };
  const [first] = operation.members;
  say(`Putting the old ${first?.name ?? 'container'} back`);
  // The names and ports must be free before the old ones can have them.
  for (const member of operation.members.toReversed()) await attempt(() => takeAway(connection, member));
  for (const { oldId, name } of operation.members) await attempt(() => giveName(connection, oldId, name));
  for (const member of operation.members) await attempt(() => bringBack(connection, member));
  if (failures.length > 0) throw notBack(first?.name ?? '', cause, operation.because, failures);
}

async function takeAway(connection: Connection, { newId, freshName, kept }: Member): Promise<void> {
  const fresh = await inspectIfThere(connection, newId ?? freshName);
  if (!fresh) return;
  if (!kept) return removeFresh(connection, fresh.Id);
  await putToRest(connection, fresh.Id);
  await giveName(connection, fresh.Id, freshName);
}

async function bringBack(connection: Connection, { oldId, wasRunning, oldPolicy }: Member): Promise<void> {
  const old = await inspectIfThere(connection, oldId);
  if (!old) return;
  const hasPolicy = policyOf(old.HostConfig.RestartPolicy) !== undefined;
  if (oldPolicy && !hasPolicy) await setPolicy(connection, oldId, oldPolicy);
  if (wasRunning && !old.State.Running) await startAgain(connection, oldId);
}

/** Neither the new one came up, nor could the old one be put back: it stays in the journal. */
export class NotPutBack extends AppFailure {}

function notBack(name: string, cause: unknown, because: string | undefined, failures: readonly string[]): NotPutBack {
  const said = cause === undefined ? (because ?? 'It was interrupted.') : toAppError(cause).message;
  return new NotPutBack({
    code: 'unexpected',
    message: `${isCancelled(cause) ? 'It was cancelled.' : said} And the old “${name}” could not be put back: ${failures.join(' ')}`,
    hint: 'It is listed under Undo, where it can be tried again.',
    detail: failures.join('\n'),
  });
}

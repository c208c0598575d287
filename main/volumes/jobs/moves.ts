import { AppFailure } from '../../../contract/errors.ts';
import type { VolumeRef } from '../../../contract/model/volume.ts';
import type { VolumesDeps } from '../deps.ts';
import { openHelper } from '../helper/helperContainer.ts';
import { hasTool } from '../helper/helperImage.ts';
import { emptyByProgram } from '../helper/programs.ts';
import { inUse, usersOf } from '../users.ts';
import { createVolume, inspectVolume, removeVolume } from '../volume.ts';
import type { Progress } from '../work/progress.ts';
import { copyContents, copySettings } from './copyVolume.ts';
import { cannotEmpty } from './restore.ts';
import { goBack } from './safety.ts';

interface CopyInput extends VolumeRef {
  readonly targetContext: string;
  readonly targetName: string;
}

/** A new volume with the same contents; removed again when it does not become whole. */
export async function copyVolume(
  deps: VolumesDeps,
  { context, name, targetContext, targetName }: CopyInput,
  progress: Progress,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const from = await deps.getConnection(context, signal);
  const to = await deps.getConnection(targetContext, signal);
  const source = await inspectVolume(from, name, signal);
  const work = await deps.work.begin({
    ...{ context: targetContext, volume: targetName, kind: 'copy' },
    stage: 'The copy was not whole yet.',
    wayOn: `The new volume is removed; “${name}” is as it was. Copy again then.`,
  });
  try {
    await createVolume(to, copySettings(source, targetName), () =>
      work.note({ madeVolume: { context: targetContext, name: targetName } }),
    );
    const notes = await copyContents(
      { connection: from, name },
      { connection: to, name: targetName },
      progress,
      signal,
    );
    await work.end();
    return notes;
  } catch (thrown) {
    await goBack(to, work, progress, 'undo');
    throw thrown;
  }
}

/**
 * Docker cannot: a copy by the new name, compared with the first; then the first goes. Rejects with `conflict` while
 * containers have it: they would not find it any more.
 */
export async function renameVolume(
  deps: VolumesDeps,
  { context, name, newName }: VolumeRef & { readonly newName: string },
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  const connection = await deps.getConnection(context, signal);
  const source = await inspectVolume(connection, name, signal);
  const users = await usersOf(connection, name, signal);
  if (users.length > 0) throw inUse(name, users);
  // What is kept elsewhere (a folder, a server) is the same by any name.
  const isElsewhere = 'device' in source.options && source.options['type'] !== 'tmpfs';
  if (isElsewhere) {
    const { driver, options, labels } = source;
    await createVolume(connection, { name: newName, driver, options, labels });
  } else {
    await copyVolume(deps, { context, name, targetContext: context, targetName: newName }, progress, signal);
  }
  progress.stage(`Removing ${name}`);
  await deps.letGo?.(context, name);
  await removeVolume(connection, name).catch((thrown: unknown) => {
    throw thrown instanceof AppFailure && thrown.error.code === 'conflict' ? stays(name, newName) : thrown;
  });
}

const stays = (name: string, newName: string): AppFailure =>
  new AppFailure({
    code: 'conflict',
    message: `“${newName}” has everything, but “${name}” stays: a container has taken it meanwhile.`,
    hint: `Remove that container, then “${name}”.`,
  });

/** Everything in a volume goes; what is cut off can be gone on with. */
export async function emptyVolume(
  deps: VolumesDeps,
  { context, name }: VolumeRef,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  const connection = await deps.getConnection(context, signal);
  await inspectVolume(connection, name, signal);
  if (!hasTool(connection)) throw cannotEmpty(connection);
  const work = await deps.work.begin({
    ...{ context, volume: name, kind: 'empty' },
    stage: 'The volume was being emptied; a part of it may be gone.',
    wayOn: 'The rest is removed.',
  });
  try {
    progress.stage('Removing everything in the volume');
    const helper = await openHelper(connection, name, false, signal);
    try {
      await emptyByProgram(helper, signal);
    } finally {
      await helper.close();
    }
    await work.end();
  } catch (thrown) {
    if (connection.signal.aborted) await work.leave(work.record.stage);
    else await work.end();
    throw thrown;
  }
}

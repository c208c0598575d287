import path from 'node:path';
import { AppFailure } from '../../../contract/errors.ts';
import type { RestoreMode, VolumeRef } from '../../../contract/model/volume.ts';
import type { Connection } from '../../docker/connection.ts';
import { Manifest } from '../archive/manifest.ts';
import { type ArchiveFacts, readArchive } from '../archive/readArchive.ts';
import type { VolumesDeps } from '../deps.ts';
import { openHelper } from '../helper/helperContainer.ts';
import { hasTool } from '../helper/helperImage.ts';
import { emptyByProgram } from '../helper/programs.ts';
import { brokenArchive } from '../tar/brokenArchive.ts';
import { createVolume, findVolume, nameTaken } from '../volume.ts';
import { pauseUsers } from '../work/paused.ts';
import type { Progress } from '../work/progress.ts';
import type { Work } from '../work/workLog.ts';
import { compareVolume } from './copyVolume.ts';
import { goBack, keepSafe } from './safety.ts';
import { unpackFile } from './unpackFile.ts';

export interface RestoreInput extends VolumeRef {
  /** On this computer. */
  readonly file: string;
  readonly mode: RestoreMode;
  readonly strip: number;
  readonly pauseContainers: boolean;
}

const WAY_BACK = 'What was in the volume before is put back from the copy that was made of it.';

/**
 * An archive into a volume. It is read to its end first: a broken one changes nothing. A new volume that does not become
 * whole is removed; one that was there gets back what was in it, from a copy that is kept until the end. The result is
 * read back and compared.
 */
export async function restoreVolume(
  deps: VolumesDeps,
  { context, name, file, mode, strip, pauseContainers }: RestoreInput,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  progress.stage('Checking the archive');
  const manifest = new Manifest();
  const facts = await readArchive(file, {
    signal,
    strip,
    manifest,
    onProgress: (done) => progress.bytes(done, undefined),
  });
  if (manifest.size === 0) throw nothingInIt();
  checkAgainstRecord(deps, file, facts);

  const connection = await deps.getConnection(context, signal);
  const isThere = (await findVolume(connection, name, signal)) !== undefined;
  if (mode === 'new' && isThere) throw nameTaken(name);
  if (mode !== 'new' && !isThere) throw notThere(name);
  if (mode === 'replace' && !hasTool(connection)) throw cannotEmpty(connection);
  const work = await deps.work.begin({
    ...{
      context,
      volume: name,
      kind: 'restore',
      stage: 'Nothing was changed yet.',
      wayOn: 'Nothing is left to be done.',
    },
  });
  try {
    if (mode === 'new') await makeNew(connection, work);
    // They go on when the volume is whole again, one way or the other: `goBack` sees to it.
    if (pauseContainers && mode !== 'new') await pauseUsers(connection, work, signal);
    await unpackInto(connection, { name, file, strip, facts, manifest, mode, work }, progress, signal);
    await noteDone(work);
  } catch (thrown) {
    await goBack(connection, work, progress, 'undo');
    throw thrown;
  }
  await goBack(connection, work, progress, 'done');
}

/** From here on there is no way back: who takes it up must neither put the old contents back nor remove the new volume. */
const noteDone = (work: Work): Promise<void> =>
  work.note({
    stage: 'The archive is in the volume, read back and compared.',
    wayOn: 'The copy of what was in it before is removed.',
    isSafe: false,
    madeVolume: undefined,
  });

/** A tar has no checksums of its contents, and zstd’s is not always there: of a backup of ours it is known. */
function checkAgainstRecord(deps: VolumesDeps, file: string, { sha256, sizeBytes }: ArchiveFacts): void {
  const fileName = path.basename(file);
  const known = [...deps.store.backups.values()].filter(
    (one) => one.path === file || (one.fileName === fileName && one.sizeBytes === sizeBytes),
  );
  if (known.length > 0 && known.every((one) => one.sha256 !== sha256)) {
    throw brokenArchive('its checksum is not the one that was noted when it was written');
  }
}

async function makeNew(connection: Connection, work: Work): Promise<void> {
  const { context, volume } = work.record;
  await createVolume(connection, { name: volume, driver: 'local', options: {}, labels: {} }, () =>
    work.note({
      madeVolume: { context, name: volume },
      stage: 'The archive was being unpacked into a new volume.',
      wayOn: 'The new volume, which is not whole, is removed. Restore again then.',
    }),
  );
}

interface Unpacking {
  readonly name: string;
  readonly file: string;
  readonly strip: number;
  readonly facts: ArchiveFacts;
  readonly manifest: Manifest;
  readonly mode: RestoreMode;
  readonly work: Work;
}

async function unpackInto(
  connection: Connection,
  { name, file, strip, facts, manifest, mode, work }: Unpacking,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  if (mode !== 'new') {
    await keepSafe(connection, work, progress, signal);
    await work.note({ stage: 'The archive was being unpacked.', wayOn: WAY_BACK });
  }
  if (mode === 'replace') {
    progress.stage('Removing what is in the volume');
    const helper = await openHelper(connection, name, false, signal);
    try {
      await emptyByProgram(helper, signal);
    } finally {
      await helper.close();
    }
  }
  progress.stage('Unpacking the archive');
  const onProgress = (doneBytes: number, totalBytes: number) => progress.bytes(doneBytes, totalBytes);
  await unpackFile({ connection, name }, { ...facts, file, strip }, onProgress, signal);
  progress.stage('Reading the volume back');
  await compareVolume({ connection, name }, manifest, progress, signal, facts.contentBytes);
}

const notThere = (name: string): AppFailure =>
  new AppFailure({
    code: 'not-found',
    message: `There is no volume “${name}” any more.`,
    hint: 'Restore into a new one.',
  });

const nothingInIt = (): AppFailure =>
  new AppFailure({
    code: 'invalid-input',
    path: ['source'],
    message: 'Nothing in the archive would go into the volume.',
    hint: 'Take off fewer folders, or choose another archive.',
  });

export const cannotEmpty = ({ engine }: Connection): AppFailure =>
  new AppFailure({
    code: 'unsupported',
    message: `Gantry’s helper has no program for ${engine.arch} machines, so nothing can be removed inside a volume.`,
    hint: 'Restore into a new volume.',
  });

import { AppFailure } from '../../../contract/errors.ts';
import type { NewVolume, VolumeSummary } from '../../../contract/model/volume.ts';
import type { Connection } from '../../docker/connection.ts';
import { Manifest } from '../archive/manifest.ts';
import { readVolume, surveyVolume } from '../archive/readVolume.ts';
import { FOLDER, openHelper } from '../helper/helperContainer.ts';
import { createPlacer } from '../tar/placeEntry.ts';
import { rewriteTar } from '../tar/rewriteTar.ts';
import type { Progress } from '../work/progress.ts';

export interface VolumePlace {
  readonly connection: Connection;
  readonly name: string;
}

/** Everything of one volume into another that is there: a stream between engines, held by neither disk. Then compared. */
export async function copyContents(
  from: VolumePlace,
  to: VolumePlace,
  progress: Progress,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const source = await openHelper(from.connection, from.name, true, signal);
  try {
    const survey = await surveyVolume(from.connection, source, signal);
    progress.stage(`Copying ${from.name}`);
    const manifest = new Manifest();
    const archive = readVolume(source, survey, signal, {
      manifest,
      onProgress: (entries, done) => progress.bytes(done, survey.contentBytes || undefined, entries),
    });
    await writeInto(to, rewriteTar(archive, createPlacer({ folder: FOLDER, strip: 0 })), signal);
    progress.stage('Reading the copy back');
    await compareVolume(to, manifest, progress, signal, survey.contentBytes);
    return survey.notes;
  } finally {
    await source.close();
  }
}

/** Unpacks an archive whose names begin with the helper’s folder. */
export async function writeInto(
  to: VolumePlace,
  archive: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  const target = await openHelper(to.connection, to.name, false, signal);
  try {
    await target.write(archive, signal);
  } finally {
    await target.close();
  }
}

/** Reads a volume back, and rejects where something of the manifest is not in it as it was. */
export async function compareVolume(
  { connection, name }: VolumePlace,
  expected: Manifest,
  progress: Progress,
  signal: AbortSignal,
  totalBytes?: number,
): Promise<void> {
  const helper = await openHelper(connection, name, true, signal);
  try {
    const survey = await surveyVolume(connection, helper, signal);
    const found = new Manifest();
    const bytes = readVolume(helper, survey, signal, {
      manifest: found,
      onProgress: (entries, done) => progress.bytes(done, totalBytes || undefined, entries),
    });
    for await (const _chunk of bytes);
    signal.throwIfAborted();
    const missing = expected.missingIn(found);
    if (missing.length > 0) throw notTheSame(name, missing);
  } finally {
    await helper.close();
  }
}

function notTheSame(volume: string, names: readonly string[]): AppFailure {
  const shown = names.slice(0, 3).map((name) => `“${Buffer.from(name, 'latin1').toString('utf8')}”`);
  const others = names.length > shown.length ? ` and ${names.length - shown.length} more` : '';
  return new AppFailure({
    code: 'unexpected',
    message: `What is in “${volume}” now is not what was put there: ${shown.join(', ')}${others} differ.`,
    hint: 'A container may be writing to it at the same time: pause the containers. Or its driver keeps less than files have: owners, links.',
    detail: names.slice(0, 50).join('\n'),
  });
}

/** Labels that say who made a volume, and would be wrong on a copy. */
const NOT_COPIED = /^com\.docker\.(compose\.|volume\.anonymous$)/;

/**
 * How a copy is made: with the driver and labels of the first. Options that name a place (`device`) would make it the
 * same data by another name, so a copy has none.
 */
export const copySettings = ({ driver, labels, options }: VolumeSummary, name: string): NewVolume => ({
  name,
  driver,
  options: driver === 'local' && 'device' in options && options['type'] !== 'tmpfs' ? {} : options,
  labels: Object.fromEntries(Object.entries(labels).filter(([key]) => !NOT_COPIED.test(key))),
});

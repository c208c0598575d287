import { AppFailure } from '../../../contract/errors.ts';
import type { NewVolume, VolumeSummary } from '../../../contract/model/volume.ts';
import type { Connection } from '../../docker/connection.ts';
import { Manifest } from '../archive/manifest.ts';
import { notesOf } from '../archive/copyOut.ts';
import { byProgram, engineNote, readByEngine } from '../archive/readVolume.ts';
import { FOLDER } from '../helper/containerBody.ts';
import { openHelper } from '../helper/helperContainer.ts';
import { lookThrough, type PackProgress, type Packing, packVolume, unpackInto } from '../helper/programs.ts';
import { createPlacer } from '../tar/placeEntry.ts';
import { type OnEntry, rewriteTar } from '../tar/rewriteTar.ts';
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
  progress.stage(`Copying ${from.name}`);
  const source = await openHelper(from.connection, from.name, true, signal);
  try {
    let total: number | undefined;
    const told: PackProgress = {
      onTotals: ({ contentBytes }) => (total = contentBytes || undefined),
      onProgress: ({ contentBytes, entries }) => progress.bytes(contentBytes, total, entries),
    };
    const { manifest, notes } = await byProgram(
      from.connection,
      async () => {
        let packing: Packing | undefined;
        const copied = await copyFrom(() => (packing = packVolume(source, told, signal)).bytes, to, signal);
        const totals = packing?.totals();
        return { manifest: copied, notes: totals ? notesOf(totals) : [] };
      },
      async (why) => {
        const read = () => readByEngine(source, signal, () => {});
        return { manifest: await copyFrom(read, to, signal), notes: [engineNote(why)] };
      },
    );
    progress.stage('Reading the copy back');
    await compareVolume(to, manifest, progress, signal, total);
    return notes;
  } finally {
    await source.close();
  }
}

/** What the archive was, to compare. */
async function copyFrom(
  read: () => AsyncIterable<Uint8Array>,
  to: VolumePlace,
  signal: AbortSignal,
): Promise<Manifest> {
  let manifest = new Manifest();
  await writeInto(
    to,
    (folder) => {
      manifest = new Manifest();
      const place = createPlacer({ folder, strip: 0 });
      const placed: OnEntry = (entry) => {
        manifest.entry(entry);
        return place(entry);
      };
      return rewriteTar(read(), placed, (piece) => manifest.content(piece));
    },
    signal,
  );
  return manifest;
}

/** Unpacks an archive whose names begin with the folder that it is asked for; asked again where the first way fails. */
export async function writeInto(
  to: VolumePlace,
  archive: (folder: string) => AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  const target = await openHelper(to.connection, to.name, false, signal);
  try {
    await byProgram(
      to.connection,
      () => unpackInto(target, archive('.'), signal),
      () => target.write(archive(FOLDER), signal),
    );
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
    const missing = await byProgram(
      connection,
      async () => {
        const found = new Manifest();
        const onRead = (done: number) => progress.bytes(done, totalBytes);
        await lookThrough(helper, 'sum', (entry) => found.looked(entry), signal, onRead);
        return expected.missingIn(found);
      },
      async () => {
        const found = new Manifest();
        const read = readByEngine(
          helper,
          signal,
          (entry) => found.entry(entry),
          (piece) => found.content(piece),
        );
        for await (const _chunk of read);
        return expected.missingIn(found);
      },
    );
    signal.throwIfAborted();
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

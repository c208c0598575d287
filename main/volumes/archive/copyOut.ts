import type { BackupFormat } from '../../../contract/model/volume.ts';
import type { Connection } from '../../docker/connection.ts';
import { type Helper, openHelper } from '../helper/helperContainer.ts';
import { type PackedTotals, packInto, type PackProgress, packVolume, type VolumeTotals } from '../helper/programs.ts';
import { isRefusal } from '../helper/runProgram.ts';
import type { Progress } from '../work/progress.ts';
import { byProgram, engineNote, readByEngine } from './readVolume.ts';
import { summedTar } from './summedTar.ts';
import { type ArchiveSource, type TarSum, writeArchive, type Written } from './writeArchive.ts';

export interface Copied extends Written<VolumeTotals & TarSum> {
  /** What a person should know of it. */
  readonly notes: readonly string[];
}

interface Target {
  readonly volume: string;
  readonly format: BackupFormat;
  /** Must not be there. */
  readonly file: string;
}

/** Writes a volume to a file, on to the disk. What fails leaves no file. */
export async function copyOut(
  connection: Connection,
  { volume, format, file }: Target,
  progress: Progress,
  signal: AbortSignal,
): Promise<Copied> {
  progress.stage('Looking into the volume');
  const helper = await openHelper(connection, volume, true, signal);
  try {
    return await byProgram<Copied>(
      connection,
      async () => {
        const written = await writeArchive(file, packed(connection, helper, progress, signal), format);
        return stopped(signal, { ...written, notes: notesOf(written.totals) });
      },
      async (why) => {
        progress.stage('Reading the volume');
        const through = () =>
          summedTar((onEntry, onContent) => readByEngine(helper, signal, onEntry, onContent), progress);
        const written = await writeArchive(file, { through }, format);
        return stopped(signal, { ...written, notes: [engineNote(why)] });
      },
    );
  } finally {
    await helper.close();
  }
}

async function stopped<T extends Copied>(signal: AbortSignal, copied: T): Promise<T> {
  if (signal.aborted) await copied.close();
  signal.throwIfAborted();
  return copied;
}

/** Past this process where the engine sees the same disk: every byte would go through the engine and through here. */
function packed(
  { isLocal }: Connection,
  helper: Helper,
  progress: Progress,
  signal: AbortSignal,
): ArchiveSource<PackedTotals> {
  const told = (onWritten: (sizeBytes: number) => void = () => {}): PackProgress => {
    let total: number | undefined;
    return {
      onTotals: ({ contentBytes }) => {
        progress.stage('Reading the volume');
        total = contentBytes || undefined;
      },
      onProgress({ tarBytes, contentBytes, entries }) {
        onWritten(tarBytes);
        progress.bytes(contentBytes, total, entries);
      },
    };
  };
  return {
    ...(isLocal && {
      async into(file, mark, onWritten) {
        let isBegun = false;
        const { onTotals, ...rest } = told(onWritten);
        const begun: PackProgress = { ...rest, onTotals: (totals) => ((isBegun = true), onTotals?.(totals)) };
        return packInto(helper, file, mark, begun, signal).catch((thrown: unknown) => {
          if (isBegun || !isRefusal(thrown)) throw thrown;
          return undefined;
        });
      },
    }),
    through: () => packVolume(helper, told(), signal),
  };
}

export function notesOf({ sockets, changed }: PackedTotals): readonly string[] {
  const notes: string[] = [];
  if (sockets > 0) notes.push(`${sockets === 1 ? 'One socket is' : `${sockets} sockets are`} left out: ${SOCKET}`);
  if (changed.length > 0) {
    const [first = ''] = changed;
    const others = changed.length === 1 ? '' : ` and ${changed.length - 1} more`;
    notes.push(`“${Buffer.from(first, 'latin1').toString('utf8')}”${others} changed while being read. ${PAUSE}`);
  }
  return notes;
}

const SOCKET = 'the program that listens makes it anew.';
const PAUSE = 'Pause the containers to keep one moment of all files.';

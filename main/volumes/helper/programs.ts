import type { Helper } from './helperContainer.ts';
import { ReportReader, type ReportSink, type VolumeEntry } from './report.ts';

/** What is in a volume: the volume itself is an entry. */
export interface VolumeTotals {
  readonly entries: number;
  /** Of files, holes included, each once. */
  readonly contentBytes: number;
}

/** A tar archive as the program wrote it. */
export interface PackedTotals extends VolumeTotals {
  readonly tarBytes: number;
  readonly crc32: number;
  readonly sockets: number;
  /** Paths of files that changed while they were read. */
  readonly changed: readonly string[];
}

export interface PackProgress {
  readonly onTotals?: (totals: VolumeTotals) => void;
  readonly onProgress?: (done: VolumeTotals & { readonly tarBytes: number }) => void;
}

/** The volume as a tar archive; what it was is known when it has ended. */
export interface Packing {
  readonly bytes: AsyncGenerator<Buffer, void, undefined>;
  /** Undefined until then. */
  totals(): PackedTotals | undefined;
}

const packSink = ({ onTotals, onProgress }: PackProgress): ReportSink => ({
  onNumbers(kind, [first = 0, second = 0, third = 0]) {
    if (kind === 'N') onTotals?.({ entries: first, contentBytes: second });
    else onProgress?.({ tarBytes: first, entries: second, contentBytes: third });
  },
});

function totalsOf({ totals, changed }: ReportReader): PackedTotals | undefined {
  if (!totals) return undefined;
  const [entries = 0, contentBytes = 0, tarBytes = 0, crc32 = 0, sockets = 0] = totals;
  return { entries, contentBytes, tarBytes, crc32, sockets, changed };
}

/** Through the engine: an attached container’s output. */
export function packVolume(helper: Helper, progress: PackProgress, signal: AbortSignal): Packing {
  const report = new ReportReader(packSink(progress));
  return { bytes: helper.run({ name: 'pack' }, { report }, signal), totals: () => totalsOf(report) };
}

/** Into a file of this machine, which has the mark in it; rejects before anything is written where it is another’s. */
export async function packInto(
  helper: Helper,
  file: string,
  mark: string,
  progress: PackProgress,
  signal: AbortSignal,
): Promise<PackedTotals> {
  const report = new ReportReader(packSink(progress));
  await ended(helper.run({ name: 'pack-into', file, mark }, { report }, signal));
  return totalsOf(report)!;
}

/** An archive, read by us before: POSIX headers only. */
export async function unpackInto(
  helper: Helper,
  archive: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  await ended(helper.run({ name: 'unpack' }, { report: new ReportReader(), input: archive }, signal));
}

/** What is unpacked from a file of this machine. */
export interface UnpackedFile {
  readonly file: string;
  readonly sizeBytes: number;
  /** CRC-32 of its first and its last 64 KiB together: of all of it where it is shorter, and then of all again. */
  readonly sum: number;
  /** It is the same file, and the work begins. */
  readonly onBegun: () => void;
  readonly onProgress: (contentBytes: number) => void;
}

/** With the contents from a file of this machine; rejects before anything is changed where it is another’s. */
export async function unpackFrom(
  helper: Helper,
  { file, sizeBytes, sum, onBegun, onProgress }: UnpackedFile,
  headers: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  const report = new ReportReader({
    onNumbers: (kind, [first = 0]) => (kind === 'N' ? onBegun() : onProgress(first)),
  });
  await ended(helper.run({ name: 'unpack-from', file, sizeBytes, sum }, { report, input: headers }, signal));
}

/** Every entry of a volume; `sum` reads all contents for their checksums. */
export async function lookThrough(
  helper: Helper,
  how: 'list' | 'sum',
  onEntry: (entry: VolumeEntry) => void,
  signal: AbortSignal,
  onRead: (readBytes: number) => void = () => {},
): Promise<void> {
  const report = new ReportReader({ onEntry, onNumbers: (_kind, [readBytes = 0]) => onRead(readBytes) });
  await ended(helper.run({ name: how }, { report }, signal));
}

/** Removes everything in a volume. */
export async function emptyByProgram(helper: Helper, signal: AbortSignal): Promise<void> {
  await ended(helper.run({ name: 'empty' }, { report: new ReportReader() }, signal));
}

async function ended(output: AsyncIterable<unknown>): Promise<void> {
  for await (const _bytes of output);
}

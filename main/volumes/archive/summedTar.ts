import { crc32 } from 'node:zlib';
import type { VolumeTotals } from '../helper/programs.ts';
import type { TarEntry } from '../tar/header.ts';
import type { Progress } from '../work/progress.ts';
import type { TarSum } from './writeArchive.ts';

type Read = (onEntry: (entry: TarEntry) => void, onContent: (piece: Buffer) => void) => AsyncIterable<Uint8Array>;

/** An archive that passes by, and what it was when it has ended. */
export function summedTar(read: Read, progress: Progress) {
  const totals = { entries: 0, contentBytes: 0, tarBytes: 0, crc32: 0 };
  async function* passed(): AsyncGenerator<Uint8Array, void, undefined> {
    const archive = read(
      ({ fileBytes }) => {
        totals.entries += 1;
        totals.contentBytes += fileBytes;
      },
      () => progress.bytes(totals.tarBytes, undefined, totals.entries),
    );
    for await (const chunk of archive) {
      totals.tarBytes += chunk.byteLength;
      totals.crc32 = crc32(chunk, totals.crc32);
      yield chunk;
    }
  }
  return { bytes: passed(), totals: (): VolumeTotals & TarSum => totals };
}

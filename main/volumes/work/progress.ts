import { TransferRate } from '../../jobs/transferRate.ts';
import type { JobHandle } from '../../jobs/jobs.ts';

const PROGRESS_MS = 200;

/** Tells a job how far it is, a few times a second. */
export function createProgress(job: JobHandle, now: () => number = Date.now) {
  let rate = new TransferRate();
  let stage = '';
  let toldAt = 0;
  return {
    /** What it does now. */
    stage(words: string) {
      stage = words;
      rate = new TransferRate();
      toldAt = 0;
      job.log(words);
      job.update({ message: words, doneBytes: undefined, totalBytes: undefined, bytesPerSecond: undefined });
    },
    bytes(doneBytes: number, totalBytes: number | undefined, entries?: number) {
      const at = now();
      if (at - toldAt < PROGRESS_MS) return;
      toldAt = at;
      rate.add(at, doneBytes);
      job.update({
        message: entries === undefined ? stage : `${stage}: ${entries.toLocaleString('en')} entries`,
        doneBytes,
        // Hard links are counted for each of their names before, and once when they are read.
        totalBytes: totalBytes === undefined ? undefined : Math.max(totalBytes, doneBytes),
        bytesPerSecond: rate.perSecond(at),
      });
    },
  };
}

export type Progress = ReturnType<typeof createProgress>;

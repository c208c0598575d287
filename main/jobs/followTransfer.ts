import type { JobItem } from '../../contract/model/job.ts';
import type { JobHandle } from './jobs.ts';
import { TransferRate } from './transferRate.ts';

const TICK_MS = 1000;

interface Totals {
  readonly doneBytes: number;
  readonly totalBytes?: number;
}

/** What a pull or a push is given so that its job shows it: layers, speed, words, log. Must be ended. */
export function followTransfer(job: JobHandle, now: () => number = Date.now) {
  const rate = new TransferRate();
  // Where nothing comes any more, that is to be seen too.
  const timer = setInterval(() => job.update({ bytesPerSecond: rate.perSecond(now()) }), TICK_MS);
  timer.unref();
  return {
    onLine: (line: string) => job.log(line),
    onProgress(items: readonly JobItem[], { doneBytes, totalBytes }: Totals, message: string) {
      rate.add(now(), doneBytes);
      job.update({ items, doneBytes, totalBytes, message, bytesPerSecond: rate.perSecond(now()) });
    },
    end: () => clearInterval(timer),
  };
}

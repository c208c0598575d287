import type { GuestLink } from './link.ts';

/** Of one removal others follow: they are waited for, but not for ever. */
const QUIET_MS = 5_000;
const LATEST_MS = 30_000;
const TIMEOUT_MS = 120_000;
/** What was freed a moment ago is not free on the disk before it is written down: it would be passed over. */
export const TRIM = 'sync; fstrim /var/lib';

/** Events of the engine after which its disk may hold less. */
export const REMOVALS: Readonly<Record<string, readonly string[]>> = {
  type: ['daemon', 'image', 'volume', 'container', 'builder'],
  event: ['delete', 'destroy', 'prune', 'reload'],
};

/** Gives what was freed back to the host: the file of the data disk shrinks. */
export const trimNow = async (link: Pick<GuestLink, 'run'>): Promise<void> => {
  await link.run(TRIM, { timeoutMs: TIMEOUT_MS });
};

export interface Trimmer {
  removed(): void;
  close(): void;
}

/** Trims some seconds after the last removal. What fails is made up for by the next, or when the engine stops. */
export function createTrimmer(trim: () => Promise<void>): Trimmer {
  let timer: NodeJS.Timeout | undefined;
  let firstAt: number | undefined;
  const run = () => {
    firstAt = undefined;
    trim().catch(() => {});
  };
  return {
    removed: () => {
      clearTimeout(timer);
      firstAt ??= Date.now();
      timer = setTimeout(run, Math.max(0, Math.min(QUIET_MS, firstAt + LATEST_MS - Date.now())));
      timer.unref();
    },
    close: () => clearTimeout(timer),
  };
}

import type { GuestLink } from './link.ts';

const TICK_MS = 60_000;
const MINUTE_MS = 60_000;
/** What an app that only looks on says in a minute is far less; a pull, a push or a build is more. */
const QUIET_BYTES = 16_384;
const ASK_MS = 10_000;

export interface SaverOptions {
  /** After how long without work the VM is to sleep; 0: never. */
  readonly minutes: () => number;
  /** Bytes that have gone through the engine's socket; undefined while no VM runs. */
  readonly traffic: () => number | undefined;
  /** Asks the guest whether containers or the steps of a build run in it. */
  readonly isWorking: () => Promise<boolean>;
  readonly sleep: () => Promise<void>;
  readonly now?: () => number;
  readonly tickMs?: number;
}

/** Puts the VM to sleep when nothing has run in it for a while. Returns what ends it. */
export function createSaver(options: SaverOptions): () => void {
  const now = options.now ?? Date.now;
  let quietSince: number | undefined;
  let lastTraffic = 0;
  let isLooking = false;

  const look = async () => {
    const traffic = options.traffic();
    const minutes = options.minutes();
    if (minutes === 0 || traffic === undefined) {
      quietSince = undefined;
      return;
    }
    const moved = traffic - lastTraffic;
    lastTraffic = traffic;
    // Less than before: it is another VM.
    const isQuiet = moved >= 0 && moved < QUIET_BYTES && !(await options.isWorking().catch(() => true));
    if (!isQuiet) quietSince = undefined;
    else if (quietSince === undefined) quietSince = now();
    else if (now() - quietSince >= minutes * MINUTE_MS) {
      quietSince = undefined;
      await options.sleep();
    }
  };
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    void look()
      .catch(() => {}) // It is asked again in a minute.
      .finally(() => (isLooking = false));
  }, options.tickMs ?? TICK_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** A shim stands by each container that runs, and runc by each step of a build. */
export async function isGuestWorking(link: Pick<GuestLink, 'run'>): Promise<boolean> {
  const { status } = await link.run('pidof containerd-shim-runc-v2 runc', { timeoutMs: ASK_MS });
  return status !== 1;
}

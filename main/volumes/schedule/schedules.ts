import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { AppFailure } from '../../../contract/errors.ts';
import type { ScheduleInput, VolumeBackup, VolumeSchedule } from '../../../contract/model/volume.ts';
import type { VolumeStore } from '../store/volumeStore.ts';

const HOUR_MS = 3_600_000;
/** Node’s timers go no further. */
const MAX_WAIT_MS = 2 ** 31 - 1;
/** After the start of the app there is other work first. */
const FIRST_AFTER_MS = 5000;

interface SchedulesOptions {
  readonly store: VolumeStore;
  /** Begins the backup as a job, and gives its id; `ended` is told how it went. */
  readonly begin: (schedule: VolumeSchedule, ended: (failure: string | undefined) => void) => string;
  readonly now?: () => number;
  readonly firstAfterMs?: number;
}

export interface Schedules {
  set(input: ScheduleInput & { readonly id?: string | undefined }): Promise<VolumeSchedule>;
  remove(id: string): Promise<void>;
  run(id: string): string;
  close(): void;
}

/** Backups at their times while the app runs; those that were missed are made once when it starts. */
export function createSchedules({
  store,
  begin,
  now = Date.now,
  firstAfterMs = FIRST_AFTER_MS,
}: SchedulesOptions): Schedules {
  const running = new Set<string>();
  const startedAt = now();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  function schedule() {
    clearTimeout(timer);
    const waiting = [...store.schedules.values()].filter(({ id }) => !running.has(id));
    if (isClosed || waiting.length === 0) return;
    const next = Math.max(Math.min(...waiting.map(({ nextAt }) => nextAt)), startedAt + firstAfterMs);
    timer = setTimeout(tick, Math.min(Math.max(0, next - now()), MAX_WAIT_MS));
    timer.unref();
  }

  function tick() {
    for (const one of [...store.schedules.values()]) if (one.nextAt <= now() && !running.has(one.id)) run(one.id);
    schedule();
  }

  function run(id: string): string {
    const found = store.schedules.get(id);
    if (!found) throw gone();
    if (running.has(id)) throw runsAlready(found.volume);
    running.add(id);
    return begin(found, (failure) => {
      running.delete(id);
      const last = store.schedules.get(id);
      if (last) {
        const { lastError: _old, ...rest } = last;
        // From now on, so that a computer that slept makes up for one, not for all.
        const nextAt = now() + last.everyHours * HOUR_MS;
        void store
          .setSchedule({ ...rest, lastAt: now(), nextAt, ...(failure !== undefined && { lastError: failure }) })
          .catch(() => {});
      }
      schedule();
    });
  }

  schedule();
  return {
    async set({ id, ...input }) {
      const before = id === undefined ? undefined : store.schedules.get(id);
      if (id !== undefined && !before) throw gone();
      const isSameInterval = before?.everyHours === input.everyHours;
      const made: VolumeSchedule = {
        ...(before?.lastAt !== undefined && { lastAt: before.lastAt }),
        ...input,
        id: id ?? randomUUID(),
        createdAt: before?.createdAt ?? now(),
        nextAt: before && isSameInterval ? before.nextAt : now() + input.everyHours * HOUR_MS,
      };
      await store.setSchedule(made);
      schedule();
      return made;
    },
    async remove(id) {
      await store.removeSchedule(id);
      schedule();
    },
    run,
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

/** Those of a schedule that are too many once a newer one is whole: the oldest. */
export function surplusOf(backups: Iterable<VolumeBackup>, { id, keep }: VolumeSchedule): readonly VolumeBackup[] {
  return [...backups]
    .filter(({ scheduleId }) => scheduleId === id)
    .toSorted((a, b) => b.at - a.at)
    .slice(keep);
}

/** File and record; a file that is gone already is fine. */
export async function removeSurplus(store: VolumeStore, schedule: VolumeSchedule): Promise<void> {
  for (const { id, path } of surplusOf(store.backups.values(), schedule)) {
    if (path !== undefined) await rm(path, { force: true });
    await store.removeBackup(id);
  }
}

const gone = () => new AppFailure({ code: 'not-found', message: 'There is no such schedule any more.' });

const runsAlready = (volume: string) =>
  new AppFailure({
    code: 'conflict',
    message: `The backup of “${volume}” is being made right now.`,
    hint: 'Wait for it, or cancel it in the list of jobs.',
  });

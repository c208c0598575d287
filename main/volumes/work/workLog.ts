import { randomUUID } from 'node:crypto';
import type { UnfinishedWork } from '../../../contract/model/volume.ts';
import { Feed } from '../../live/feed.ts';
import type { VolumeStore, WorkRecord } from '../store/volumeStore.ts';

/** One piece of work, while it goes on. */
export interface Work {
  readonly record: WorkRecord;
  /** On the disk when it resolves. */
  note(change: Partial<Omit<WorkRecord, 'id'>>): Promise<void>;
  /** Nothing of it is left that would have to be known. */
  end(): Promise<void>;
  /** It stops here, and something is left: it is offered to be taken up. */
  leave(stage: string): Promise<void>;
}

/** What goes on and what was cut off, so that a crash leaves nothing unknown. */
export interface WorkLog {
  begin(work: Omit<WorkRecord, 'id' | 'at' | 'pausedIds' | 'pausedContainers'>): Promise<Work>;
  /** Takes up what was cut off, once nothing is being put right of it. Undefined where there is none of this id. */
  takeUp(id: string): Promise<Work | undefined>;
  /** Does what needs no choice; meanwhile it is offered all the same, and taking it up waits. */
  putRight(id: string, run: (work: Work) => Promise<void>): Promise<void>;
  /** What was cut off. */
  readonly unfinished: Feed<UnfinishedWork>;
}

export function createWorkLog(store: VolumeStore, now: () => number = Date.now): WorkLog {
  // What is on the disk when the app starts was cut off by its end.
  const unfinished = new Feed<UnfinishedWork>();
  unfinished.patch(store.work.map(shown), []);
  /** What is being put right of it now, by id; these do not reject. */
  const underWay = new Map<string, Promise<void>>();
  const cutOff = (id: string): WorkRecord | undefined => unfinished.get(id) && store.work.find((one) => one.id === id);

  function workOf(record: WorkRecord): Work {
    let current = record;
    return {
      get record() {
        return current;
      },
      async note(change) {
        current = { ...current, ...change };
        await store.setWork(current);
      },
      async end() {
        unfinished.patch([], [current.id]);
        await store.endWork(current.id);
      },
      async leave(stage) {
        current = { ...current, stage };
        unfinished.patch([shown(current)], []);
        await store.setWork(current);
      },
    };
  }

  return {
    unfinished,
    async begin(given) {
      const record = { ...given, id: randomUUID(), at: now(), pausedIds: [], pausedContainers: [] };
      await store.setWork(record);
      return workOf(record);
    },
    async takeUp(id) {
      await underWay.get(id);
      const record = cutOff(id);
      if (!record) return undefined;
      unfinished.patch([], [id]);
      return workOf(record);
    },
    async putRight(id, run) {
      const record = cutOff(id);
      if (!record || underWay.has(id)) return;
      const work = workOf(record);
      const done = run(work).then(() => work.leave(work.record.stage));
      underWay.set(
        id,
        done.catch(() => {}),
      );
      await done.finally(() => underWay.delete(id));
    },
  };
}

const shown = (record: WorkRecord): UnfinishedWork => {
  const { id, context, volume, kind, at, stage, wayOn, pausedContainers } = record;
  return { id, context, volume, kind, at, stage, wayOn, pausedContainers };
};

import { mkdir, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import type {
  BackupFormat,
  UnfinishedWork,
  VolumeBackup,
  VolumeOrigin,
  VolumeSchedule,
  VolumeSize,
} from '../../../contract/model/volume.ts';
import { Feed } from '../../live/feed.ts';
import { atomicWrite } from '../../storage/atomicWrite.ts';
import { THIS_RUN } from '../helper/helperImage.ts';

/** Work on a volume as it must be known if it is cut off: written before each step that changes something. */
export interface WorkRecord extends UnfinishedWork {
  /** A copy of what was in the volume before it was changed: what it is brought back from. */
  readonly safetyVolume?: string;
  /** That copy is whole: the volume may be changed. */
  readonly isSafe?: boolean;
  /** Made by this work: it goes when the work does not come to its end. */
  readonly madeVolume?: { readonly context: string; readonly name: string } | undefined;
  /** A file that is not whole yet. */
  readonly partFile?: string;
  /** By id: paused for it. */
  readonly pausedIds: readonly string[];
  /** How a backup was wanted, to make it again. */
  readonly again?: { readonly format: BackupFormat; readonly folder: string; readonly pauseContainers: boolean };
  /** Of a rename: everything is in the new one and verified. */
  readonly isCopied?: boolean;
}

interface Kept {
  readonly backups: readonly VolumeBackup[];
  readonly schedules: readonly VolumeSchedule[];
  readonly work: readonly WorkRecord[];
  /** By context, then by name. */
  readonly sizes: Readonly<Record<string, Readonly<Record<string, readonly VolumeSize[]>>>>;
  readonly origins: Readonly<Record<string, Readonly<Record<string, VolumeOrigin>>>>;
  readonly folder?: string;
  /** Of the app in this folder, the newest last: those that may have left helpers behind. */
  readonly runs: readonly string[];
}

/** Of one volume: more than a chart of its size shows. */
const MAX_SIZES = 120;
const MAX_BACKUPS = 5000;
const MAX_RUNS = 100;

/** What is known of volumes beyond what engines say, in one file of the data folder. */
export class VolumeStore {
  readonly backups = new Feed<VolumeBackup>();
  readonly schedules = new Feed<VolumeSchedule>();
  readonly #file: string;
  readonly #work = new Map<string, WorkRecord>();
  #sizes: Kept['sizes'] = {};
  #origins: Kept['origins'] = {};
  #folder: string | undefined;
  #earlierRuns: readonly string[] = [];
  #isRunNoted = false;
  #writing: Promise<void> = Promise.resolve();
  #isWriteDue = false;

  private constructor(file: string) {
    this.#file = file;
  }

  /** A file that cannot be read is put aside, and not written over. */
  static async open(dir: string): Promise<VolumeStore> {
    const store = new VolumeStore(path.join(dir, 'volumes.json'));
    try {
      store.#take(JSON.parse(await readFile(store.#file, 'utf8')) as Partial<Kept>);
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT') {
        await rename(store.#file, `${store.#file}.broken-${Date.now()}`).catch(() => {});
      }
    }
    return store;
  }

  #take({ backups = [], schedules = [], work = [], sizes = {}, origins = {}, folder, runs = [] }: Partial<Kept>): void {
    this.backups.patch([...backups], []);
    this.schedules.patch([...schedules], []);
    for (const record of work) this.#work.set(record.id, record);
    this.#sizes = sizes;
    this.#origins = origins;
    this.#folder = folder;
    this.#earlierRuns = runs;
  }

  /**
   * Before this one, in this folder: its lock says that their processes are gone. Unlike a mark of the folder itself, they
   * are nobody else’s where the folder was copied to another machine.
   */
  get earlierRuns(): ReadonlySet<string> {
    return new Set(this.#earlierRuns);
  }

  /** On the disk when it resolves: what this run makes on engines can be told by the next. */
  async noteRun(): Promise<void> {
    if (this.#isRunNoted) return;
    this.#isRunNoted = true;
    await this.save();
  }

  get work(): readonly WorkRecord[] {
    return [...this.#work.values()];
  }

  get folder(): string | undefined {
    return this.#folder;
  }

  /** On the disk when it resolves: what is done next may be cut off. */
  async setWork(record: WorkRecord): Promise<void> {
    this.#work.set(record.id, record);
    this.#isRunNoted = true;
    await this.save();
  }

  async endWork(id: string): Promise<void> {
    if (this.#work.delete(id)) await this.save();
  }

  async addBackup(backup: VolumeBackup): Promise<void> {
    const all = [...this.backups.values()];
    this.backups.patch(
      [backup],
      all.slice(0, Math.max(0, all.length + 1 - MAX_BACKUPS)).map(({ id }) => id),
    );
    if (backup.path !== undefined) this.#folder = path.dirname(backup.path);
    await this.save();
  }

  async removeBackup(id: string): Promise<void> {
    this.backups.patch([], [id]);
    await this.save();
  }

  async setSchedule(schedule: VolumeSchedule): Promise<void> {
    this.schedules.patch([schedule], []);
    await this.save();
  }

  async removeSchedule(id: string): Promise<void> {
    this.schedules.patch([], [id]);
    await this.save();
  }

  sizesOf(context: string, name: string): readonly VolumeSize[] {
    return this.#sizes[context]?.[name] ?? [];
  }

  async addSizes(context: string, at: number, sizes: Readonly<Record<string, number>>): Promise<void> {
    const before = this.#sizes[context] ?? {};
    // Those that are gone are forgotten with this.
    const now = Object.entries(sizes).map(([name, sizeBytes]): [string, readonly VolumeSize[]] => [
      name,
      [...(before[name] ?? []), { at, sizeBytes }].slice(-MAX_SIZES),
    ]);
    this.#sizes = { ...this.#sizes, [context]: Object.fromEntries(now) };
    await this.save();
  }

  originsOf(context: string): Readonly<Record<string, VolumeOrigin>> {
    return this.#origins[context] ?? {};
  }

  /** `known`: what is not among them any more is forgotten. */
  async setOrigins(context: string, origins: Readonly<Record<string, VolumeOrigin>>): Promise<void> {
    if (JSON.stringify(this.#origins[context] ?? {}) === JSON.stringify(origins)) return;
    this.#origins = { ...this.#origins, [context]: origins };
    await this.save();
  }

  /** Changes in a burst are written once. */
  save(): Promise<void> {
    if (this.#isWriteDue) return this.#writing;
    this.#isWriteDue = true;
    const write = this.#writing.then(async () => {
      this.#isWriteDue = false;
      await mkdir(path.dirname(this.#file), { recursive: true, mode: 0o700 });
      await atomicWrite(this.#file, JSON.stringify(this.#kept()));
    });
    this.#writing = write.catch(() => {});
    return write;
  }

  #kept(): Kept {
    return {
      backups: [...this.backups.values()],
      schedules: [...this.schedules.values()],
      work: this.work,
      sizes: this.#sizes,
      origins: this.#origins,
      ...(this.#folder !== undefined && { folder: this.#folder }),
      runs: [...this.#earlierRuns, ...(this.#isRunNoted ? [THIS_RUN] : [])].slice(-MAX_RUNS),
    };
  }
}

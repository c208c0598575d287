import { mkdir, readdir, readFile, rm, stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import type { BuildDetail, BuildSummary } from '../../../contract/model/build.ts';
import { atomicWrite } from '../../storage/atomicWrite.ts';

/** Raised when an older Gantry could not read the files any more. */
const VERSION = 1;

export interface KeptBuild {
  readonly summary: BuildSummary;
  /** On the disk, log and all. */
  readonly sizeBytes: number;
}

/**
 * Builds on the disk, a folder each: `summary.json` for the list, `detail.json` for the rest, and `log`. The summary is
 * written last: a folder without one was never whole, and goes.
 */
export class BuildHistory {
  readonly #dir: string;

  constructor(dir: string) {
    this.#dir = dir;
  }

  folder(id: string): string {
    return path.join(this.#dir, id);
  }

  logFile(id: string): string {
    return path.join(this.#dir, id, 'log');
  }

  emptyLog(id: string): Promise<void> {
    return truncate(this.logFile(id));
  }

  async begin(id: string): Promise<void> {
    await mkdir(this.folder(id), { recursive: true, mode: 0o700 });
  }

  async save(detail: BuildDetail): Promise<void> {
    const folder = this.folder(detail.summary.id);
    await atomicWrite(path.join(folder, 'detail.json'), JSON.stringify({ version: VERSION, ...detail }));
    await atomicWrite(path.join(folder, 'summary.json'), JSON.stringify({ version: VERSION, ...detail.summary }));
  }

  /** Undefined when it is gone or cannot be read. */
  async detail(id: string): Promise<BuildDetail | undefined> {
    return readJson<BuildDetail>(path.join(this.folder(id), 'detail.json'));
  }

  async remove(id: string): Promise<void> {
    await rm(this.folder(id), { recursive: true, force: true });
  }

  /** All that can be read, the oldest first; what is left of a crash is removed. */
  async list(): Promise<readonly KeptBuild[]> {
    const kept: KeptBuild[] = [];
    for (const id of await readdir(this.#dir).catch(() => [])) {
      if (!/^[0-9a-f-]{36}$/.test(id)) continue;
      const summary = await readJson<BuildSummary>(path.join(this.folder(id), 'summary.json'));
      if (summary?.id === id) kept.push({ summary, sizeBytes: await this.size(id) });
      else if (!(await isThere(path.join(this.folder(id), 'summary.json')))) await this.remove(id);
    }
    return kept.sort((a, b) => a.summary.startedAt - b.summary.startedAt);
  }

  async size(id: string): Promise<number> {
    const names = await readdir(this.folder(id)).catch(() => []);
    const sizes = await Promise.all(
      names.map((name) =>
        stat(path.join(this.folder(id), name)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  }
}

async function readJson<T>(file: string): Promise<T | undefined> {
  try {
    const { version, ...value } = JSON.parse(await readFile(file, 'utf8')) as { version?: number };
    return version === VERSION ? (value as T) : undefined;
  } catch {
    return undefined;
  }
}

const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

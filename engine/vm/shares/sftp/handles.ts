import type { FileHandle } from 'node:fs/promises';
import { MAX_HANDLES, STATUS } from './protocol.ts';
import { SftpProblem, malformed } from './problem.ts';

export interface OpenFile {
  readonly type: 'file';
  readonly file: FileHandle;
}

export interface OpenFolder {
  readonly type: 'folder';
  /** In the guest's words. */
  readonly path: Buffer;
  /** Those that were not given yet, from the end. */
  readonly names: Buffer[];
}

export type Open = OpenFile | OpenFolder;

/** What one client has open, by numbers that are not given twice soon. */
export class Handles {
  readonly #open = new Map<number, Open>();
  #next = 1;

  /** Throws when too many are open. */
  assertRoom(): void {
    if (this.#open.size >= MAX_HANDLES) throw new SftpProblem(STATUS.failure, 'EMFILE');
  }

  add(open: Open): number {
    while (this.#open.has(this.#next)) this.#next = (this.#next + 1) >>> 0;
    const handle = this.#next;
    this.#next = (this.#next + 1) >>> 0;
    this.#open.set(handle, open);
    return handle;
  }

  file(handle: Buffer): FileHandle {
    const found = this.#find(handle);
    if (found.type !== 'file') throw new SftpProblem(STATUS.failure, 'EISDIR');
    return found.file;
  }

  folder(handle: Buffer): OpenFolder {
    const found = this.#find(handle);
    if (found.type !== 'folder') throw new SftpProblem(STATUS.failure, 'ENOTDIR');
    return found;
  }

  async close(handle: Buffer): Promise<void> {
    const found = this.#find(handle);
    this.#open.delete(handle.readUInt32BE(0));
    if (found.type === 'file') await found.file.close();
  }

  async closeAll(): Promise<void> {
    const all = [...this.#open.values()];
    this.#open.clear();
    await Promise.all(all.map(async (one) => one.type === 'file' && one.file.close().catch(() => {})));
  }

  #find(handle: Buffer): Open {
    if (handle.length !== 4) throw malformed('no such handle');
    const found = this.#open.get(handle.readUInt32BE(0));
    if (!found) throw new SftpProblem(STATUS.failure, 'EBADF');
    return found;
  }
}

import { realpath } from 'node:fs/promises';
import { win32 } from 'node:path';
import { Turns } from '../turns.ts';
import { type ByteText, byteText, bytesOf, namesBelow, outside, textOfPath } from './names.ts';

export interface SharedTreeOptions {
  /** The folder of this machine. */
  readonly hostPath: string;
  /** Where the guest has it. */
  readonly guestPath: string;
  readonly platform?: NodeJS.Platform;
}

/**
 * Guests rename and link only through this app. While one of them does, no other path is looked at: so a folder that was
 * found to be inside a share cannot be exchanged for a link that leads out before it is used. One for all shares, for they
 * may overlap.
 */
const structure = new Turns();

/** One shared folder: from the guest's paths to this machine's, never to what is outside of it. */
export class SharedTree {
  readonly #guestRoot: ByteText;
  readonly #root: ByteText;
  readonly #platform: NodeJS.Platform;

  private constructor(guestRoot: ByteText, root: ByteText, platform: NodeJS.Platform) {
    this.#guestRoot = guestRoot;
    this.#root = root;
    this.#platform = platform;
  }

  /** Rejects with the system's error when the folder is not there. */
  static async open({ hostPath, guestPath, platform = process.platform }: SharedTreeOptions): Promise<SharedTree> {
    const root = byteText(await realpath(hostPath, { encoding: 'buffer' }));
    return new SharedTree(textOfPath(guestPath), root, platform);
  }

  /** `work` with where this path is on this machine; what it does there sees the tree as it was checked. */
  at<T>(path: Buffer, work: (hostPath: Buffer) => Promise<T>): Promise<T> {
    return structure.look(async () => work(await this.#locate(path)));
  }

  /** The same, following a link at the end, as long as it stays inside. */
  atEnd<T>(path: Buffer, work: (hostPath: Buffer) => Promise<T>): Promise<T> {
    return structure.look(async () => work(await this.#real(await this.#locate(path))));
  }

  /** For what may put a link into the tree: alone. */
  alone<T>(paths: readonly Buffer[], work: (...hostPaths: Buffer[]) => Promise<T>): Promise<T> {
    return structure.change(async () => {
      const found: Buffer[] = [];
      for (const path of paths) found.push(await this.#locate(path));
      return work(...found);
    });
  }

  /** A path in the guest's words, without detours. */
  normalize(path: Buffer): Buffer {
    const below = namesBelow(this.#guestRoot, path, this.#platform);
    const top = this.#guestRoot.split('/').filter((name) => name !== '');
    return bytesOf(`/${[...top, ...below].join('/')}`);
  }

  /** The folder that it is in is real and inside; the last name is not followed. */
  async #locate(path: Buffer): Promise<Buffer> {
    const names = namesBelow(this.#guestRoot, path, this.#platform);
    const last = names.pop();
    if (last === undefined) return bytesOf(this.#root);
    const parent = names.length === 0 ? this.#root : byteText(await this.#real(this.#join(this.#root, ...names)));
    return this.#join(parent, last);
  }

  async #real(hostPath: Buffer): Promise<Buffer> {
    const real = await realpath(hostPath, { encoding: 'buffer' });
    if (!this.#isInside(byteText(real))) throw outside();
    return real;
  }

  #isInside(real: ByteText): boolean {
    return (
      real === this.#root ||
      real.startsWith(this.#root.endsWith(this.#separator) ? this.#root : this.#root + this.#separator)
    );
  }

  #join(...parts: readonly ByteText[]): Buffer {
    const [first = '', ...rest] = parts;
    const start = first.endsWith(this.#separator) ? first.slice(0, -1) : first;
    return bytesOf([start, ...rest].join(this.#separator));
  }

  get #separator(): string {
    return this.#platform === 'win32' ? win32.sep : '/';
  }
}

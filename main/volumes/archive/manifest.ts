import { createHash, type Hash } from 'node:crypto';
import type { TarEntry } from '../tar/header.ts';

/** What a path leads to: kind, rights, owner, time, attributes, content. The same for every name of one file. */
type Facts = string;

/**
 * What an archive leads to, by name, so that what was written can be compared with what is there then. A name that comes
 * twice is what it was last.
 */
export class Manifest {
  readonly #byName = new Map<string, Facts>();
  #current: { readonly name: string; readonly hash: Hash } | undefined;

  entry(entry: TarEntry): void {
    this.#finish();
    const name = nameOf(entry.path);
    // The engine gives the content to the first name of a file, and calls the others links to it.
    if (entry.type === '1') {
      this.#byName.set(name, this.#byName.get(nameOf(entry.target)) ?? '');
      return;
    }
    const { type, mode, uid, gid, mtime, sizeBytes } = entry;
    const target = type === '2' ? entry.target.toString('latin1') : '';
    const rights = type === '2' ? 0 : mode & 0o7777; // those of a symbolic link mean nothing
    const hash = createHash('sha256').update(
      JSON.stringify([type, target, rights, uid, gid, Math.floor(mtime), sizeBytes]),
    );
    for (const [key, value] of [...entry.pax].filter(([one]) => one.startsWith('SCHILY.xattr.')).toSorted(byKey)) {
      hash.update(`\0${key}\0`).update(value);
    }
    this.#current = { name, hash: hash.update('\0\0') };
  }

  content(piece: Uint8Array): void {
    this.#current?.hash.update(piece);
  }

  get size(): number {
    this.#finish();
    return this.#byName.size;
  }

  /** The names of this one that the other has not got, or not so; the volume itself is left out. */
  missingIn(other: Manifest): readonly string[] {
    this.#finish();
    other.#finish();
    return [...this.#byName].flatMap(([name, facts]) => (name === '' || other.#byName.get(name) === facts ? [] : name));
  }

  #finish(): void {
    if (!this.#current) return;
    const { name, hash } = this.#current;
    this.#byName.set(name, hash.digest().toString('latin1', 0, 16));
    this.#current = undefined;
  }
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

const nameOf = (path: Buffer): string =>
  path
    .toString('latin1')
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');

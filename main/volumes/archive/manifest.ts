import { createHash } from 'node:crypto';
import type { VolumeEntry } from '../helper/report.ts';
import type { TarEntry } from '../tar/header.ts';
import { ContentSum } from '../tar/sparse.ts';

/** What a path leads to: kind, rights, owner, time, attributes, checksum of the content. The same for every name of one file. */
type Facts = string;

/**
 * What an archive or a volume leads to, by name, so that what was written can be compared with what is there then. A name
 * that comes twice is what it was last.
 */
export class Manifest {
  readonly #byName = new Map<string, Facts>();
  #current: { readonly entry: TarEntry; readonly sum: ContentSum } | undefined;

  /** Of an archive. Its content follows. */
  entry(entry: TarEntry): void {
    this.#finish();
    // The engine gives the content to the first name of a file, and calls the others links to it.
    if (entry.type === '1') this.#link(entry.path.toString('latin1'), entry.target.toString('latin1'));
    else this.#current = { entry, sum: new ContentSum(entry) };
  }

  content(piece: Uint8Array): void {
    this.#current?.sum.push(piece);
  }

  /** Of a volume, looked at by the helper’s program. */
  looked(entry: VolumeEntry): void {
    if (entry.type === 's') return; // no archive has sockets
    if (entry.type === '1') this.#link(entry.path, entry.target);
    else this.#byName.set(nameOf(entry.path), factsOf(entry));
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

  #link(path: string, target: string): void {
    this.#byName.set(nameOf(path), this.#byName.get(nameOf(target)) ?? '');
  }

  #finish(): void {
    if (!this.#current) return;
    const { entry, sum } = this.#current;
    this.#current = undefined;
    const name = nameOf(entry.path.toString('latin1'));
    const attributes = [...entry.pax].flatMap<[string, Buffer]>(([key, value]) =>
      key.startsWith(ATTRIBUTE) ? [[key.slice(ATTRIBUTE.length), value]] : [],
    );
    const { type, mode, uid, gid, device } = entry;
    const facts = {
      ...{ type, mode, uid, gid, device, crc32: sum.end() },
      target: entry.target.toString('latin1'),
      mtime: Math.floor(entry.mtime),
      sizeBytes: entry.fileBytes,
      attributes: new Map(attributes),
    };
    this.#byName.set(name, factsOf(facts));
  }
}

const ATTRIBUTE = 'SCHILY.xattr.';
/** They belong to the machine, and are not put into a volume. */
const isOfMachine = (name: string): boolean => name.startsWith('trusted.') || name === 'security.selinux';

function factsOf(entry: Omit<VolumeEntry, 'path' | 'mtimeNs'>): Facts {
  const { type, mode, uid, gid, mtime, sizeBytes, crc32, device, attributes } = entry;
  const target = type === '2' ? entry.target : '';
  const rights = type === '2' ? 0 : mode & 0o7777; // those of a symbolic link mean nothing
  const hash = createHash('sha1').update(
    JSON.stringify([type, target, rights, uid, gid, mtime, sizeBytes, crc32, device]),
  );
  const kept = [...attributes].filter(([name]) => !isOfMachine(name));
  for (const [name, value] of kept.toSorted(([a], [b]) => (a < b ? -1 : 1))) hash.update(`\0${name}\0`).update(value);
  return hash.digest().toString('latin1');
}

const nameOf = (path: string): string =>
  path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');

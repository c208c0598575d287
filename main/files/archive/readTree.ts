import { AppFailure } from '../../../contract/errors.ts';
import type { FileEntry } from '../../../contract/model/files.ts';
import type { Connection } from '../../docker/connection.ts';
import { archiveRequest } from '../../docker/pathStat.ts';
import { requestStream } from '../../docker/request.ts';
import { type TarEntry, TarScanner } from '../tar/tarScanner.ts';

/** What is kept of one container; more has no place in memory. */
const MAX_ENTRIES = 1_000_000;

/** All names below a directory, by directory: without what they hold. Paths begin with `/`, the directory itself. */
export interface ArchiveTree {
  readonly directories: ReadonlyMap<string, readonly FileEntry[]>;
  readonly readAt: number;
}

/**
 * What is in a directory and below, where nothing runs in the container: the engine packs all of it, and the contents
 * are passed over. The order is that of a walk in depth, so that no end of the stream says that one directory is known.
 */
export async function readTree(
  { docker }: Connection,
  id: string,
  path: string,
  signal: AbortSignal,
  tell: (readBytes: number) => void,
): Promise<ArchiveTree> {
  const builder = new TreeBuilder();
  const scanner = new TarScanner({ entry: (entry) => builder.add(entry) });
  let readBytes = 0;
  // `/.` goes through a symbolic link to the directory that it names.
  const request = archiveRequest('GET', id, path === '/' ? '/' : `${path}/.`);
  for await (const chunk of await requestStream(docker, { ...request, signal })) {
    scanner.push(chunk as Buffer);
    readBytes += (chunk as Buffer).length;
    tell(readBytes);
  }
  return { directories: builder.directories, readAt: Date.now() };
}

class TreeBuilder {
  readonly directories = new Map<string, FileEntry[]>([['/', []]]);
  #root: string | undefined;
  #count = 0;

  add(entry: TarEntry): void {
    const path = entry.path.replace(/\/+$/, '');
    // The first is the directory that was asked for, by whatever name the engine gives it.
    if (this.#root === undefined) {
      this.#root = path;
      return;
    }
    if ((this.#count += 1) > MAX_ENTRIES) throw tooMany();
    const below = this.#below(path);
    const at = below.lastIndexOf('/');
    const parent = at <= 0 ? '/' : below.slice(0, at);
    const made = this.#entryOf(entry, below.slice(at + 1));
    const siblings = this.directories.get(parent);
    if (siblings) siblings.push(made);
    else this.directories.set(parent, [made]);
    if (entry.kind === 'directory' && !this.directories.has(below)) this.directories.set(below, []);
  }

  #below(path: string): string {
    const root = this.#root ?? '';
    const below = root !== '' && path.startsWith(root) ? path.slice(root.length) : path;
    return below.startsWith('/') ? below : `/${below}`;
  }

  #entryOf({ kind, mode, userId, groupId, sizeBytes, modifiedAt, target }: TarEntry, name: string): FileEntry {
    const original = kind === 'hardlink' ? this.#find(this.#below(target ?? '')) : undefined;
    return {
      name,
      kind: kind === 'hardlink' ? (original?.kind ?? 'file') : kind === 'other' ? 'file' : kind,
      mode,
      userId,
      groupId,
      sizeBytes: original?.sizeBytes ?? sizeBytes,
      modifiedAt,
      ...(kind === 'symlink' && target !== undefined && { target }),
      ...(kind === 'hardlink' && { links: 2 }), // at least
    };
  }

  #find(path: string): FileEntry | undefined {
    const at = path.lastIndexOf('/');
    return this.directories.get(at <= 0 ? '/' : path.slice(0, at))?.find(({ name }) => name === path.slice(at + 1));
  }
}

const tooMany = () =>
  new AppFailure({
    code: 'unsupported',
    message: 'There are more than a million files below this directory.',
    hint: 'Start the container: then each directory is looked at by itself. Or go to a directory further down.',
  });

import type { Stats } from 'node:fs';
import { lstat, open, readdir, readlink } from 'node:fs/promises';
import path from 'node:path';
import { matchIgnored, mayHoldExceptions, type ParentMatch } from './ignoreMatch.ts';
import type { IgnoreRules } from './ignorePatterns.ts';

export type WalkedKind = 'file' | 'folder' | 'symlink' | 'special';

/** Something that would be sent, or what keeps it from being sent. */
export type Walked =
  | {
      readonly type: 'entry';
      /** Relative, with `/`. */
      readonly path: string;
      readonly kind: WalkedKind;
      readonly sizeBytes: number;
      /** Of a symlink, as it stands in it. */
      readonly target?: string;
    }
  | { readonly type: 'ignored'; readonly path: string }
  | { readonly type: 'unreadable'; readonly path: string };

/**
 * Everything of a context that a build would be sent, in the order of the names. Folders that are left out come all the
 * same where something in them is taken in again. Rejects when the context itself cannot be listed.
 */
export async function* walkContext(root: string, rules: IgnoreRules, signal: AbortSignal): AsyncGenerator<Walked> {
  yield* walkFolder({ root, rules, signal }, '', undefined, []);
}

interface Walk {
  readonly root: string;
  readonly rules: IgnoreRules;
  readonly signal: AbortSignal;
}

/** A folder that is left out itself, and comes when something in it does not. */
interface Held {
  readonly path: string;
  isGiven: boolean;
}

async function* walkFolder(
  walk: Walk,
  folder: string,
  parent: ParentMatch,
  above: readonly Held[],
): AsyncGenerator<Walked> {
  const { root, rules, signal } = walk;
  let names: string[];
  try {
    names = await readdir(path.join(root, folder));
  } catch (thrown) {
    if (folder === '') throw thrown;
    yield { type: 'unreadable', path: folder };
    return;
  }
  for (const name of names.sort()) {
    signal.throwIfAborted();
    const own = folder === '' ? name : `${folder}/${name}`;
    const match = matchIgnored(rules, own, parent);
    const stats = await lstat(path.join(root, own)).catch(() => undefined);
    if (!stats) continue; // it went away meanwhile
    const isFolder = stats.isDirectory();
    if (match.isIgnored) {
      yield { type: 'ignored', path: own };
      if (isFolder && rules.hasExceptions && mayHoldExceptions(rules, own)) {
        yield* walkFolder(walk, own, match.forChildren, [...above, { path: own, isGiven: false }]);
      }
      continue;
    }
    for (const held of above) {
      if (!held.isGiven) yield { type: 'entry', path: held.path, kind: 'folder', sizeBytes: 0 };
      held.isGiven = true;
    }
    yield await entryOf(path.join(root, own), own, stats);
    if (isFolder) yield* walkFolder(walk, own, match.forChildren, []);
  }
}

async function entryOf(file: string, own: string, stats: Stats): Promise<Walked> {
  const entry = { type: 'entry', path: own } as const;
  if (stats.isDirectory()) return { ...entry, kind: 'folder', sizeBytes: 0 };
  if (stats.isSymbolicLink()) {
    const target = await readlink(file).catch(() => '');
    return { ...entry, kind: 'symlink', sizeBytes: 0, target };
  }
  if (!stats.isFile()) return { ...entry, kind: 'special', sizeBytes: 0 };
  if (!(await isReadable(file, stats))) return { type: 'unreadable', path: own };
  return { ...entry, kind: 'file', sizeBytes: stats.size };
}

/** Nearly every file is for everybody: the system is asked of the others only. */
const isReadable = async (file: string, { mode }: Stats): Promise<boolean> =>
  (mode & 0o444) === 0o444 ||
  open(file).then(
    (handle) => handle.close().then(() => true),
    () => false,
  );

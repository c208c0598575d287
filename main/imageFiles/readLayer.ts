import { createHash } from 'node:crypto';
import { type Budget, KEPT_FILE_BYTES, takeEntry } from './budget.ts';
import { normalise, readEntryName } from './entryName.ts';
import { type EntryKind, LayerEntries } from './layerEntries.ts';
import { databaseAt, MAX_DATABASE_BYTES, readDatabase } from './packages/databases.ts';
import type { PathTable } from './pathTable.ts';
import { type Entry, tarEntries } from './tarEntries.ts';

const NOTHING = new Uint8Array(0);

/**
 * What is in one layer, from its uncompressed archive. Contents go by: only their digest stays, the text of a few small
 * files, and the databases of package managers. Throws where the archive is damaged or ends too early.
 */
export async function readLayer(
  bytes: AsyncIterable<Uint8Array>,
  paths: PathTable,
  budget: Budget,
): Promise<LayerEntries> {
  const entries = new LayerEntries();
  let ordinal = -1;
  for await (const entry of tarEntries(bytes)) {
    ordinal += 1;
    takeEntry(budget);
    const name = readEntryName(entry.header.name);
    if (name.type === 'bookkeeping') {
      entry.resume();
      continue;
    }
    if (name.isOutside) entries.outsideCount += 1;
    const kind = name.type === 'path' ? kindOf(entry) : name.type;
    const index = entries.add({
      node: paths.intern(name.segments),
      kind,
      ordinal,
      mode: entry.header.mode ?? 0,
      userId: entry.header.uid ?? 0,
      groupId: entry.header.gid ?? 0,
      sizeBytes: kind === 'file' ? (entry.header.size ?? 0) : 0,
      modifiedAt: entry.header.mtime?.getTime() ?? 0,
      ...targetOf(entry, kind),
    });
    if (kind === 'file') await readContent(entry, `/${name.segments.join('/')}`, entries, index, budget);
    else entry.resume();
  }
  giveLinksTheirDigest(entries, paths);
  return entries;
}

/** A hard link has the content of the file that it names, which is in the same layer. */
function giveLinksTheirDigest(entries: LayerEntries, paths: PathTable): void {
  for (let index = 0; index < entries.count; index++) {
    if (entries.kind(index) !== 'hardlink') continue;
    const file = fileOfLink(entries, paths, index);
    if (file !== undefined) entries.setDigest(index, entries.digest(file));
  }
}

/** The file that a hard link of a layer names; undefined where the layer has none of that name. */
export function fileOfLink(entries: LayerEntries, paths: PathTable, link: number): number | undefined {
  const node = paths.find(entries.target(link) ?? '');
  return node === undefined ? undefined : entries.findFile(node);
}

async function readContent(
  entry: Entry,
  path: string,
  entries: LayerEntries,
  index: number,
  budget: Budget,
): Promise<void> {
  const size = entry.header.size ?? 0;
  const place = databaseAt(path);
  const isSmall = size > 0 && size <= KEPT_FILE_BYTES && size <= budget.contentBytes;
  const isKept = isSmall || (place !== undefined && size <= MAX_DATABASE_BYTES);
  const hash = createHash('sha256');
  const kept: Uint8Array[] = [];
  for await (const chunk of entry) {
    hash.update(chunk);
    if (isKept) kept.push(chunk);
  }
  entries.setDigest(index, hash.digest());
  // Joined into a piece of its own: a chunk is a view of a buffer many times its size.
  const content = isKept ? Buffer.concat(kept) : NOTHING;
  if (isSmall) {
    budget.contentBytes -= size;
    entries.contents.set(index, Uint8Array.from(content));
  }
  if (place) entries.databases.set(index, await readDatabase(place, size > MAX_DATABASE_BYTES ? undefined : content));
}

function kindOf({ header }: Entry): EntryKind {
  switch (header.type) {
    case 'directory':
      return 'directory';
    case 'symlink':
      return 'symlink';
    case 'link':
      return 'hardlink';
    case 'character-device':
    case 'block-device':
      return 'device';
    case 'fifo':
      return 'fifo';
    default:
      return 'file';
  }
}

/** A hard link names a path of the image, a symlink says whatever it likes. */
function targetOf({ header }: Entry, kind: EntryKind): { readonly target?: string } {
  if (!header.linkname) return {};
  if (kind === 'symlink') return { target: header.linkname };
  return kind === 'hardlink' ? { target: `/${normalise(header.linkname).segments.join('/')}` } : {};
}

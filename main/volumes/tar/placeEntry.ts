import { AppFailure } from '../../../contract/errors.ts';
import { brokenArchive } from './brokenArchive.ts';
import type { TarEntry } from './header.ts';
import { isReadableSparse, isSparse } from './sparse.ts';
import type { HeaderChange } from './writeHeader.ts';

/** Where names of an archive go. */
export interface Placing {
  /** A folder that every name is put under: `v`. */
  readonly folder: string;
  /** So many parts are taken off the front of each name. */
  readonly strip: number;
}

const KINDS = '0123456';

/**
 * Judges and places the entries of one archive, in their order: every name stays inside the folder, no name goes
 * through a link of the archive, and a hard link points at a file that came before it. Links may point anywhere, as
 * they only mean something to who follows them. Throws `invalid-input` with the name.
 */
export function createPlacer({ folder, strip }: Placing): (entry: TarEntry) => HeaderChange | 'leave-out' {
  const links = new Set<string>();
  const files = new Set<string>();
  return (entry) => {
    if (!KINDS.includes(entry.type)) throw notTaken(entry);
    if (isSparse(entry) && !isReadableSparse(entry)) throw notTaken(entry);
    const parts = partsOf(entry.path);
    const kept = parts.slice(strip);
    if (kept.length === 0) {
      // The folder itself, or one that is taken off.
      if (entry.type !== '5' && (strip === 0 || parts.length === 0)) throw leadsOut(entry.path, 'has no name');
      return strip > 0 && parts.length < strip ? 'leave-out' : { path: Buffer.from(`${folder}/`) };
    }
    const name = kept.join('/');
    for (let end = 1; end < kept.length; end++) {
      if (links.has(kept.slice(0, end).join('/'))) throw leadsOut(entry.path, 'goes through a link');
    }
    links.delete(name);
    files.delete(name);
    if (entry.type === '2') links.add(name);
    if (entry.type === '1') {
      const target = partsOf(entry.target).slice(strip).join('/');
      if (links.has(target)) links.add(name);
      else if (!files.has(target))
        throw leadsOut(entry.path, 'is a hard link to what the archive has not got before it');
      else files.add(name);
      return { path: bytes(`${folder}/${name}`), target: bytes(`${folder}/${target}`) };
    }
    if (entry.type !== '5' && entry.type !== '2') files.add(name);
    return { path: bytes(`${folder}/${name}${entry.type === '5' ? '/' : ''}`) };
  };
}

/** Byte for byte: a name need not be text. */
const bytes = (name: string): Buffer => Buffer.from(name, 'latin1');

function partsOf(path: Buffer): readonly string[] {
  if (path.includes(0)) throw brokenArchive('a name has a zero in it');
  const parts = path
    .toString('latin1')
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) throw leadsOut(path, 'leads out of the volume');
  return parts;
}

function leadsOut(path: Buffer, why: string): AppFailure {
  return new AppFailure({
    code: 'invalid-input',
    path: ['source'],
    message: `The archive has a name that ${why}: “${path.toString('utf8').slice(0, 200)}”.`,
    hint: 'Nothing was changed. Unpack it by hand if you trust where it comes from.',
  });
}

function notTaken({ path, type }: TarEntry): AppFailure {
  return new AppFailure({
    code: 'invalid-input',
    path: ['source'],
    message: `The archive holds “${path.toString('utf8').slice(0, 200)}” in a form that Gantry does not read (type ${JSON.stringify(type)}).`,
    hint: 'Nothing was changed. Make the archive anew, without tar’s --incremental, and with --format=posix.',
  });
}

import type { InstalledPackage, PackageManager } from '../../../contract/model/imageFiles.ts';
import { readApk } from './apk.ts';
import { readDpkg } from './dpkg.ts';

/** A database of installed packages, or (in distroless images) a file that holds one package of it. */
export interface FoundDatabase {
  readonly manager: PackageManager;
  readonly packages: readonly InstalledPackage[];
  readonly problem?: string;
}

export interface DatabasePlace {
  readonly manager: PackageManager;
  readonly format: 'dpkg' | 'apk' | 'rpm-sqlite' | 'rpm-berkeley' | 'rpm-ndb' | 'rpm-wal';
}

/** One of a large distribution takes some 50 MB. */
export const MAX_DATABASE_BYTES = 128 * 1024 * 1024;

const RPM_DIRS = ['/var/lib/rpm', '/usr/lib/sysimage/rpm', '/usr/share/rpm'];

/** Whether a path is where a package manager keeps what it has installed. */
export function databaseAt(path: string): DatabasePlace | undefined {
  const at = path.lastIndexOf('/');
  const directory = path.slice(0, at);
  const name = path.slice(at + 1);
  if (path === '/var/lib/dpkg/status') return { manager: 'dpkg', format: 'dpkg' };
  if (directory === '/var/lib/dpkg/status.d') {
    return name.endsWith('.md5sums') ? undefined : { manager: 'dpkg', format: 'dpkg' };
  }
  if (path === '/lib/apk/db/installed' || path === '/usr/lib/apk/db/installed')
    return { manager: 'apk', format: 'apk' };
  if (!RPM_DIRS.includes(directory)) return undefined;
  if (name === 'rpmdb.sqlite') return { manager: 'rpm', format: 'rpm-sqlite' };
  if (name === 'rpmdb.sqlite-wal') return { manager: 'rpm', format: 'rpm-wal' };
  if (name === 'Packages') return { manager: 'rpm', format: 'rpm-berkeley' };
  return name === 'Packages.db' ? { manager: 'rpm', format: 'rpm-ndb' } : undefined;
}

/** Never throws: what cannot be read says why. `content` is absent where it is too large. */
export async function readDatabase(place: DatabasePlace, content: Uint8Array | undefined): Promise<FoundDatabase> {
  const { manager } = place;
  if (!content) return { manager, packages: [], problem: 'It is larger than 128 MB, and was not read.' };
  try {
    return { manager, ...(await parse(place, content)) };
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    return { manager, packages: [], problem: `It could not be read: ${why}` };
  }
}

async function parse(
  { format }: DatabasePlace,
  content: Uint8Array,
): Promise<{ readonly packages: readonly InstalledPackage[]; readonly problem?: string }> {
  switch (format) {
    case 'dpkg':
      return { packages: readDpkg(text(content)) };
    case 'apk':
      return { packages: readApk(text(content)) };
    case 'rpm-sqlite': {
      // A megabyte of WebAssembly, which few images need.
      const { readRpmSqlite } = await import('./rpmSqlite.ts');
      return { packages: await readRpmSqlite(content) };
    }
    case 'rpm-berkeley': {
      const { readRpmBerkeley } = await import('./rpmBerkeley.ts');
      return { packages: readRpmBerkeley(content) };
    }
    case 'rpm-ndb': {
      const { readRpmNdb } = await import('./rpmNdb.ts');
      return { packages: readRpmNdb(content) };
    }
    case 'rpm-wal':
      return content.byteLength === 0
        ? { packages: [] }
        : { packages: [], problem: 'The image was made in the middle of a change: packages in here are not shown.' };
  }
}

const text = (content: Uint8Array) => new TextDecoder().decode(content);

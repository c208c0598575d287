import initSqlJs from 'sql.js';
import type { InstalledPackage } from '../../../contract/model/imageFiles.ts';
import { readRpmHeader } from './rpmHeader.ts';

/** Where SQLite says how a file is written and read: 2 is with a write-ahead log (SQLite, “Database File Format”). */
const FORMAT_BYTES = [18, 19];
const LOG = 2;
const NO_LOG = 1;

/** `rpmdb.sqlite`, since rpm 4.16: a table of headers. Throws where it is no such database. */
export async function readRpmSqlite(content: Uint8Array): Promise<readonly InstalledPackage[]> {
  const sqlite = await initSqlJs();
  const file = Uint8Array.from(content);
  // Without a shared memory there can be no log; the file by itself is whole.
  for (const at of FORMAT_BYTES) if (file[at] === LOG) file[at] = NO_LOG;
  const database = new sqlite.Database(file);
  try {
    const packages: InstalledPackage[] = [];
    const rows = database.prepare('SELECT blob FROM Packages');
    while (rows.step()) packages.push(readRpmHeader(rows.get()[0] as Uint8Array));
    rows.free();
    return packages;
  } finally {
    database.close();
  }
}

import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';

const SYSTEM_DIRS = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** The system's programs, `sbin` included: a desktop session's PATH often lacks it. */
export function systemPath(env: Readonly<Record<string, string | undefined>>): string {
  const dirs = (env['PATH'] ?? '').split(path.delimiter).filter((dir) => path.isAbsolute(dir));
  return [...new Set([...dirs, ...SYSTEM_DIRS])].join(path.delimiter);
}

/** The first executable file of that name, or undefined. */
export async function findProgram(name: string, searchPath: string): Promise<string | undefined> {
  for (const dir of searchPath.split(path.delimiter)) {
    const file = path.join(dir, name);
    try {
      await access(file, constants.X_OK);
      return file;
    } catch {
      // Not here: look further.
    }
  }
  return undefined;
}

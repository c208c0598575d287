import { chmod, mkdir, readdir, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { AppFailure } from '../../contract/errors.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Where settings and the app's own engine live: `GANTRY_DATA_DIR`, or the place that the system has for it. */
export function dataDirFor(env: Env, platform: NodeJS.Platform = process.platform, home = os.homedir()): string {
  if (env['GANTRY_DATA_DIR']) return path.resolve(env['GANTRY_DATA_DIR']);
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Gantry');
  if (platform === 'win32') return path.join(env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'), 'Gantry');
  // The specification (basedir-spec) says that a relative path is to be ignored.
  const base = env['XDG_DATA_HOME'];
  return path.join(base && path.isAbsolute(base) ? base : path.join(home, '.local', 'share'), 'gantry');
}

/** What shows that a folder is ours already. */
const OURS = new Set(['lock', 'settings.json', 'window', 'window.json', 'engine', 'engine-vm']);

/**
 * The person's alone: nobody else reads settings or reaches the engine's socket. One that is there already is closed to
 * others where it is ours or empty. Throws `permission-denied` for another user's, and for one that others may look into
 * and that holds other things: its rights are not ours to change.
 */
export async function makeDataDir(dataDir: string, userId = process.getuid?.()): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  if (userId === undefined) return; // Windows: the folder has the rights of the person's own
  const { uid, mode } = await stat(dataDir);
  // To root all folders are open, and with sudo the person's own is the one to use.
  if (uid !== userId && userId !== 0) throw refused(`${dataDir} belongs to another user, who could read all of it.`);
  if ((mode & 0o077) === 0) return;
  const names = await readdir(dataDir);
  if (names.length > 0 && !names.some((name) => OURS.has(name))) {
    throw refused(`Others may look into ${dataDir}, and it holds other things than Gantry’s.`);
  }
  await chmod(dataDir, 0o700);
}

const refused = (message: string) =>
  new AppFailure({
    code: 'permission-denied',
    message,
    hint: 'Name a folder of Gantry’s own in GANTRY_DATA_DIR, or leave that out.',
  });

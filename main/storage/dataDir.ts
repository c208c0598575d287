import { mkdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

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

/** The person's alone: nobody else reads settings or reaches the engine's socket. */
export const makeDataDir = (dataDir: string): Promise<unknown> => mkdir(dataDir, { recursive: true, mode: 0o700 });

import { constants } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { configDirOf } from '../contexts/discover.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Where the docker CLI looks for plugins that are installed for everybody. */
const SYSTEM_DIRS =
  process.platform === 'win32'
    ? [String.raw`C:\ProgramData\Docker\cli-plugins`, String.raw`C:\Program Files\Docker\cli-plugins`]
    : [
        '/usr/local/lib/docker/cli-plugins',
        '/usr/local/libexec/docker/cli-plugins',
        '/usr/lib/docker/cli-plugins',
        '/usr/libexec/docker/cli-plugins',
        ...(process.platform === 'darwin' ? ['/Applications/Docker.app/Contents/Resources/cli-plugins'] : []),
      ];

/** The plugin that the docker CLI would run, else `own`; undefined when there is none. It runs by itself too. */
export async function findPlugin(env: Env, plugin: string, own?: string): Promise<string | undefined> {
  const configDir = configDirOf(env);
  const dirs = [...(await extraDirs(configDir)), path.join(configDir, 'cli-plugins'), ...SYSTEM_DIRS];
  const onPath = (env['PATH'] ?? '').split(path.delimiter).filter((dir) => path.isAbsolute(dir));
  const name = process.platform === 'win32' ? `${plugin}.exe` : plugin;
  const candidates = [...[...dirs, ...onPath].map((dir) => path.join(dir, name)), ...(own === undefined ? [] : [own])];
  for (const file of candidates) if (await isProgram(file)) return file;
  return undefined;
}

export const isProgram = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );

/** `cliPluginsExtraDirs` of the CLI's config.json. */
async function extraDirs(configDir: string): Promise<readonly string[]> {
  try {
    const config = JSON.parse(await readFile(path.join(configDir, 'config.json'), 'utf8')) as Record<string, unknown>;
    const dirs = config['cliPluginsExtraDirs'];
    return Array.isArray(dirs)
      ? dirs.filter((dir): dir is string => typeof dir === 'string' && path.isAbsolute(dir))
      : [];
  } catch {
    return [];
  }
}

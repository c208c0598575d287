import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseEnv } from 'node:util';
import type { StackFiles } from '../../../contract/model/stack.ts';
import { profilesOf } from '../folders/inFolder.ts';

/** The profiles that are on: those that were chosen, else those that Compose takes from its environment files. */
export async function profilesOn(files: StackFiles): Promise<readonly string[]> {
  if (files.profiles.length > 0) return files.profiles;
  const said: Record<string, string | undefined> = {};
  for (const file of files.envFiles.length > 0 ? files.envFiles : [path.join(files.workingDir, '.env')]) {
    Object.assign(said, parseEnv(await readFile(file, 'utf8').catch(() => '')));
  }
  return profilesOf(said);
}

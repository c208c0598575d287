import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppFailure } from '../../../contract/errors.ts';
import type { DockerfileChoice } from '../../../contract/model/build.ts';
import { dockerfilePath } from '../findDockerfiles.ts';
import { type IgnoreRules, readIgnoreFile } from './ignorePatterns.ts';

export interface FoundRules extends IgnoreRules {
  /** Relative to the context where it lies in it; absent when there is none. */
  readonly file?: string;
}

/** `<Dockerfile>.dockerignore` beside the Dockerfile, else `.dockerignore` of the context: one of them, never both. */
export async function findIgnoreRules(root: string, dockerfile: DockerfileChoice): Promise<FoundRules> {
  const own = dockerfile.type === 'text' ? [] : [`${dockerfilePath(root, dockerfile)}.dockerignore`];
  for (const file of [...own, path.join(root, '.dockerignore')]) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const relative = path.relative(root, file);
    return { ...readIgnoreFile(text), file: relative.startsWith('..') ? file : relative };
  }
  return readIgnoreFile('');
}

/** Rejects with `conflict` when there is one: nothing is overwritten. */
export async function createIgnoreFile(root: string, patterns: readonly string[]): Promise<void> {
  try {
    const handle = await open(path.join(root, '.dockerignore'), 'wx');
    try {
      await handle.writeFile(`${patterns.join('\n')}\n`);
    } finally {
      await handle.close();
    }
  } catch (thrown) {
    const { code, message } = thrown as NodeJS.ErrnoException;
    if (code === 'EEXIST') {
      throw new AppFailure({
        code: 'conflict',
        message: 'There is a .dockerignore already.',
        hint: 'Add the lines to it in an editor.',
      });
    }
    throw new AppFailure({
      code: 'permission-denied',
      message: 'The .dockerignore could not be written.',
      hint: 'Make the folder writable for your user.',
      engineText: message,
    });
  }
}

import path from 'node:path';
import { AppFailure } from '../../../contract/errors.ts';
import { fileFailure, invalidPath } from '../../storage/fileFailure.ts';
import { absolutePath } from './fileName.ts';
import { readText } from './readText.ts';

/** A file of variables by its name: `.env`, `.env.local`, `shop.env`. Rejects with `invalid-input`, `not-found`. */
export async function readEnvFile(given: string): Promise<{ readonly path: string; readonly text: string }> {
  const file = absolutePath(given);
  if (!/^(\.env(\..+)?|.*\.env)$/i.test(path.basename(file))) {
    throw invalidPath(`${file} is no file of variables by its name.`, 'It must be called .env, or end with .env.');
  }
  const read = await readText(file).catch((thrown: unknown) => {
    throw fileFailure(thrown, file, 'read');
  });
  if (read) return { path: file, text: read.text };
  throw new AppFailure({
    code: 'not-found',
    message: `There is no file ${file}.`,
    hint: 'Make it, or take its name out of the Compose file.',
  });
}

import { mkdir, readFile, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { AppFailure } from '../../../contract/errors.ts';
import { atomicWrite } from '../../storage/atomicWrite.ts';

const ATTEMPTS = 5;

/** The CLI's `config.json`, whatever is in it. */
export type CliConfig = Record<string, unknown>;

/** The folder with the CLI's `config.json`. */
export function dockerConfigDir(env: Readonly<Record<string, string | undefined>> = process.env): string {
  return env['DOCKER_CONFIG'] || join(env['HOME'] || homedir(), '.docker');
}

/** `{}` where there is none. Throws `conflict` when it cannot be understood: then nothing may be written either. */
export async function readCliConfig(dir: string): Promise<CliConfig> {
  return parse((await read(join(dir, 'config.json'))) ?? '{}', dir);
}

/** What this process writes, one after the other. */
let queue: Promise<unknown> = Promise.resolve();

/**
 * Changes the CLI's `config.json` and nothing else in it: unknown keys, their order and the indentation stay. The CLI
 * locks nothing; so the file is looked at once more before it is replaced whole, and the change made anew if somebody
 * else wrote meanwhile. Readable by nobody else afterwards.
 */
export function changeCliConfig(dir: string, change: (config: CliConfig) => void): Promise<void> {
  const next = queue.then(() => changeNow(dir, change));
  queue = next.catch(() => {});
  return next;
}

async function changeNow(dir: string, change: (config: CliConfig) => void): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 }).catch((thrown: unknown) => {
    throw notWritten(dir, thrown);
  });
  const link = join(dir, 'config.json');
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    // A link (to a folder of dot files) stays one.
    const file = await realpath(link).catch(() => link);
    const text = await read(file);
    const config = parse(text ?? '{}', dir);
    change(config);
    const changed = print(config, text);
    if (changed === text) return;
    if ((await read(file)) !== text) continue;
    await atomicWrite(file, changed).catch((thrown: unknown) => {
      throw notWritten(dirname(file), thrown);
    });
    return;
  }
  throw new AppFailure({
    code: 'conflict',
    message: 'Something else keeps changing the CLI’s config.json.',
    hint: 'Wait until it has ended, and try again.',
  });
}

async function read(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new AppFailure({
      code: 'permission-denied',
      message: `The CLI’s config.json cannot be read (${code}).`,
      hint: `Make ${file} readable for you.`,
    });
  }
}

function parse(text: string, dir: string): CliConfig {
  try {
    const value: unknown = JSON.parse(text.trim() || '{}');
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as CliConfig;
  } catch {
    // said below, without the text: it may hold passwords
  }
  throw new AppFailure({
    code: 'conflict',
    message: 'The CLI’s config.json is damaged.',
    hint: `Mend or remove ${join(dir, 'config.json')}: sign-ins are kept there.`,
  });
}

/** The CLI indents with a tab and ends without a new line. */
function print(config: CliConfig, before: string | undefined): string {
  const indent = /^\{\r?\n([ \t]+)"/.exec(before?.trimStart() ?? '')?.[1] ?? '\t';
  return JSON.stringify(config, undefined, indent) + (/\n\s*$/.test(before ?? '') ? '\n' : '');
}

function notWritten(place: string, thrown: unknown): AppFailure {
  const { code, message } = thrown as NodeJS.ErrnoException;
  if (code === 'ENOSPC') {
    return new AppFailure({ code: 'no-space', message: 'The disk is full.', hint: 'Free some space on it.' });
  }
  return new AppFailure({
    code: 'permission-denied',
    message: `The CLI’s config.json cannot be written (${code}).`,
    hint: `Make ${place} writable for you.`,
    engineText: message,
  });
}

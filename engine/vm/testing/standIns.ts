import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** A folder with stand-ins for programs this machine does not have, to be put on a PATH. `remove` must be called. */
export interface StandIns {
  readonly dir: string;
  /** With the stand-ins first on the PATH, and nothing else of them. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A small program: answers each call by `rules`, and writes down how it was called. */
  replay(name: string, rules: readonly Rule[]): Promise<void>;
  /** A program of this folder (`engine/vm/testing`), under another name. */
  script(name: string, file: string): Promise<void>;
  /** How the replayed programs were called, in order. */
  calls(): Promise<readonly Call[]>;
  remove(): Promise<void>;
}

/** What is answered when all of `when` is found in the arguments (decoded, for PowerShell) or in the input. */
export interface Rule {
  readonly when: readonly string[];
  /** Once answered, the next rule that fits is taken. */
  readonly isOnce?: boolean;
  readonly status?: number;
  readonly stdout?: string;
  readonly stderr?: string;
  /** wsl.exe writes UTF-16 without a mark. */
  readonly encoding?: 'utf8' | 'utf16le';
  /** It then stays until it is ended, as `wsl --exec` does with a program that runs. */
  readonly stays?: boolean;
}

export interface Call {
  readonly name: string;
  readonly args: readonly string[];
  /** PowerShell: the script that was encoded in the arguments. */
  readonly script?: string;
  /** PowerShell: what came with it. */
  readonly input?: unknown;
}

const here = path.dirname(fileURLToPath(import.meta.url));

export async function makeStandIns(): Promise<StandIns> {
  const dir = await mkdtemp(path.join(tmpdir(), 'gantry-stand-ins-'));
  const bin = path.join(dir, 'bin');
  await mkdir(bin);
  const journal = path.join(dir, 'calls');
  await writeFile(journal, '');
  const script = async (name: string, file: string) => {
    const text = `#!/bin/sh\nexec '${process.execPath}' '${path.join(here, file)}' '${name}' '${dir}' "$@"\n`;
    await writeFile(path.join(bin, name), text);
    await chmod(path.join(bin, name), 0o755);
  };
  return {
    dir,
    env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}` },
    script,
    replay: async (name, rules) => {
      await writeFile(path.join(dir, `${name}.json`), JSON.stringify(rules));
      await script(name, 'replay.mjs');
    },
    calls: async () =>
      (await readFile(journal, 'utf8'))
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Call),
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}

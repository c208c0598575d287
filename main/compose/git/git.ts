import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { AppFailure } from '../../../contract/errors.ts';
import { isProgram } from '../../plugins/findPlugin.ts';
import { runProgram } from '../../plugins/runProgram.ts';
import { fileFailure } from '../../storage/fileFailure.ts';
import type { GitAddress } from './gitAddress.ts';

type Env = Readonly<Record<string, string | undefined>>;

export interface Checkout {
  readonly address: GitAddress;
  readonly branch?: string | undefined;
  /** New or empty. */
  readonly folder: string;
}

/** The git of this machine. */
export interface Git {
  /**
   * The newest state of a branch, without its history. What is in the folder appears whole or not at all. Rejects with
   * what git says, with `conflict` for a folder that has something in it, `unsupported` without git, and `cancelled`.
   */
  clone(checkout: Checkout, onLine: (line: string) => void, signal: AbortSignal): Promise<void>;
}

/** As a person could type it: nothing secret is in it. */
export const cloneWords = ({ address, branch, folder }: Checkout): string[] => [
  'git',
  'clone',
  '--depth',
  '1',
  ...(branch === undefined ? [] : ['--branch', branch]),
  '--',
  address.url,
  folder,
];

export function createGit(env: Env): Git {
  return {
    async clone(checkout, onLine, signal) {
      const program = await findGit(env);
      const { folder, address, branch } = checkout;
      const parent = path.dirname(folder);
      const firstMade = await mkdir(parent, { recursive: true }).catch((thrown: unknown) => {
        throw fileFailure(thrown, parent, 'saved');
      });
      const draft = path.join(parent, `.${path.basename(folder)}.${randomBytes(4).toString('hex')}.new`);
      try {
        await refuseFilled(folder);
        const args = [
          // Nothing that comes with a repository, or is set up on this machine for others, is run.
          ...['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false', '-c', 'credential.interactive=false'],
          ...['clone', '--depth', '1', '--single-branch', '--no-tags', '--template=', '--progress'],
          ...(branch === undefined ? [] : [`--branch=${branch}`]),
          ...['--', address.url, draft],
        ];
        const ended = await runProgram(program, args, {
          env: gitEnv(env, address),
          signal,
          onLine: (line) =>
            onLine(
              withoutSecrets(line, address)
                .replace(/^.*\r(?=.)/, '')
                .trim(),
            ),
        });
        if (ended.code !== 0) throw gitFailure(withoutSecrets(ended.stderr, address), address);
        await rmdir(folder).catch(() => undefined); // empty, or not there
        await rename(draft, folder);
      } catch (thrown) {
        await rm(draft, { recursive: true, force: true });
        if (firstMade !== undefined) await removeEmpty(parent, firstMade);
        throw fileFailure(thrown, folder, 'saved');
      }
    },
  };
}

async function removeEmpty(folder: string, outermost: string): Promise<void> {
  for (let one = folder; one.length >= outermost.length; one = path.dirname(one)) {
    if (
      !(await rmdir(one).then(
        () => true,
        () => false,
      ))
    )
      return;
  }
}

async function refuseFilled(folder: string): Promise<void> {
  const names = await readdir(folder).catch((thrown: NodeJS.ErrnoException): string[] => {
    if (thrown.code === 'ENOENT') return [];
    throw thrown;
  });
  if (names.length === 0) return;
  throw new AppFailure({
    code: 'conflict',
    message: `There is something in ${folder} already.`,
    hint: 'Choose a folder that is new or empty.',
  });
}

/** The password goes by the environment: the list of arguments can be read by everybody on the machine. */
function gitEnv(env: Env, { url, secretUrl }: GitAddress): Record<string, string | undefined> {
  const kept = Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('GIT_')));
  return {
    ...kept,
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    GIT_SSH_COMMAND: 'ssh -o BatchMode=yes',
    GIT_ALLOW_PROTOCOL: 'https:ssh:file',
    GIT_LFS_SKIP_SMUDGE: '1',
    ...(secretUrl !== undefined && {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `url.${secretUrl}.insteadOf`,
      GIT_CONFIG_VALUE_0: url,
    }),
  };
}

/** git says the address that it used. */
function withoutSecrets(text: string, { secretUrl, url }: GitAddress): string {
  const plain = secretUrl === undefined ? text : text.replaceAll(secretUrl, url);
  return plain.replaceAll(/(https?:\/\/)[^/@\s']+@/g, '$1');
}

function gitFailure(said: string, { url }: GitAddress): AppFailure {
  const engineText =
    said
      .split(/[\r\n]/)
      .filter((line) => /fatal|error|denied|not found/i.test(line))
      .join('\n') || said.trim();
  const message = `${url} could not be fetched.`;
  if (
    /Authentication failed|could not read (Username|Password)|Permission denied|terminal prompts disabled/i.test(said)
  ) {
    const hint =
      'It wants to know who you are: set up git’s credential helper or an ssh key, or write https://user:token@host/path.';
    return new AppFailure({ code: 'permission-denied', message, hint, engineText });
  }
  if (/Remote branch .* not found/i.test(said)) {
    return new AppFailure({
      code: 'not-found',
      message: 'The repository has no such branch.',
      hint: 'Leave the branch empty for the one that it begins with.',
      engineText,
    });
  }
  if (/not found|does not exist|does not appear to be|Could not resolve host|unable to access/i.test(said)) {
    return new AppFailure({
      code: 'not-found',
      message,
      hint: 'Check the address, and that this computer reaches it.',
      engineText,
    });
  }
  return new AppFailure({ code: 'unexpected', message, detail: engineText, engineText });
}

async function findGit(env: Env): Promise<string> {
  const name = process.platform === 'win32' ? 'git.exe' : 'git';
  for (const dir of (env['PATH'] ?? '').split(path.delimiter)) {
    if (path.isAbsolute(dir) && (await isProgram(path.join(dir, name)))) return path.join(dir, name);
  }
  throw new AppFailure({
    code: 'unsupported',
    message: 'There is no git on this computer.',
    hint: 'Install it (the package git), or fetch the files yourself and add their folder.',
  });
}

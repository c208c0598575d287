import path from 'node:path';
import { AppFailure } from '../../contract/errors.ts';
import { guestArchs, type GuestArch } from './arch.ts';
import { buildGuest } from './build.ts';
import { aptProblem } from './debian/apt.ts';

const USAGE = `Usage: npm run guest -- [--arch amd64|arm64|all] [--output DIR] [--keep]

Builds the guest of the engine's VM of Debian's packages: kernel, initrd, root.erofs and manifest.json in DIR/ARCH
(.cache/guest/built when no DIR is given). --keep takes the packages of the last time instead of asking for newer ones.`;

/** What `npm run guest` does; resolves with its exit code. `root` is this repository. */
export async function runGuestCli(args: readonly string[], root: string): Promise<number> {
  const options = parse(args);
  if (options === undefined) {
    console.error(USAGE);
    return 2;
  }
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  const common = { env: process.env, signal: interrupted.signal };
  const problem = await aptProblem(common.env, common.signal);
  if (problem !== undefined) {
    console.error(problem);
    return 1;
  }
  const cacheDir = path.join(root, '.cache/guest');
  try {
    for (const arch of options.archs) {
      await buildGuest({
        ...common,
        arch,
        cacheDir,
        sourceDir: path.join(root, 'engine/guest'),
        outputDir: options.output ?? path.join(cacheDir, 'built'),
        isUpdating: !options.isKeeping,
        say: (line) => console.error(line),
      });
    }
    return 0;
  } catch (error) {
    console.error(error instanceof AppFailure ? inWords(error) : error);
    return 1;
  }
}

const inWords = ({ error }: AppFailure): string =>
  [error.message, ...('hint' in error && error.hint ? [error.hint] : [])].join(' ');

interface CliOptions {
  readonly archs: readonly GuestArch[];
  readonly output?: string;
  readonly isKeeping: boolean;
}

/** Undefined where a person has to be told how. */
export function parse(args: readonly string[]): CliOptions | undefined {
  let archs: readonly GuestArch[] = guestArchs;
  let output: string | undefined;
  let isKeeping = false;
  for (let at = 0; at < args.length; at += 1) {
    const value = args[at + 1];
    if (args[at] === '--keep') isKeeping = true;
    else if (args[at] === '--output' && value) ((output = path.resolve(value)), (at += 1));
    else if (args[at] === '--arch' && value !== undefined) {
      const wanted = guestArchs.filter((one) => value === 'all' || value === one);
      if (wanted.length === 0) return undefined;
      archs = wanted;
      at += 1;
    } else return undefined;
  }
  return { archs, isKeeping, ...(output !== undefined && { output }) };
}

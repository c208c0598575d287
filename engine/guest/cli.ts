import path from 'node:path';
import { parseArgs } from 'node:util';
import { AppFailure } from '../../contract/errors.ts';
import { guestArchs, type GuestArch } from './arch.ts';
import { buildGuest } from './build.ts';
import { convertGuest, guestForms, type GuestForm } from './convert.ts';
import { aptProblem } from './debian/apt.ts';

const USAGE = `Usage: npm run guest -- [--arch amd64|arm64|all] [--output DIR] [--forms LIST] [--keep]

Builds the guest of the engine's VM of Debian's packages: kernel, initrd, root.erofs and manifest.json in DIR/ARCH
(.cache/guest/built when no DIR is given). --forms adds what is made of these, by commas: download (root.erofs.zst), emulators (to run
programs of other architectures), hyperv
(boot.vhdx, root.vhdx), qcow2 (data.qcow2), wsl (root.tar). --keep takes the packages of the last time instead of asking for newer ones.`;

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
  const place = { cacheDir, sourceDir: path.join(root, 'engine/guest') };
  try {
    for (const arch of options.archs) {
      const { dir } = await buildGuest({
        ...common,
        ...place,
        arch,
        outputDir: options.output ?? path.join(cacheDir, 'built'),
        isUpdating: !options.isKeeping,
        say: (line) => console.error(line),
      });
      const made = await convertGuest({ ...common, ...place, arch, dir, forms: options.forms });
      for (const file of made) console.error(`${arch}: ${file}`);
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
  readonly forms: readonly GuestForm[];
  readonly isKeeping: boolean;
}

/** Undefined where a person has to be told how. */
export function parse(args: readonly string[]): CliOptions | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        arch: { type: 'string', default: 'all' },
        output: { type: 'string' },
        forms: { type: 'string', default: '' },
        keep: { type: 'boolean', default: false },
      },
    });
    const archs = guestArchs.filter((one) => values.arch === 'all' || values.arch === one);
    const wanted = values.forms.split(',').filter(Boolean);
    const forms = guestForms.filter((one) => wanted.includes(one));
    if (archs.length === 0 || forms.length !== wanted.length) return undefined;
    const output = values.output === undefined ? {} : { output: path.resolve(values.output) };
    return { archs, forms, isKeeping: values.keep, ...output };
  } catch {
    return undefined;
  }
}

import type { NewVolume } from '../model/volume.ts';
import { type CliArgs, dockerCommand, operands, options } from './docker.ts';
import { quoteWord } from './words.ts';

export const createVolumeCommand = (
  { name, driver, options: given, labels }: NewVolume,
  cliArgs: CliArgs = [],
): string =>
  dockerCommand(cliArgs, [
    'volume',
    'create',
    ...options({ driver: driver === 'local' ? undefined : driver }),
    ...pairs('--opt', given),
    ...pairs('--label', labels),
    ...operands(name === '' ? [] : [name]),
  ]);

/** The password of a share is in the options, and belongs in no log and on no screen. */
export const withoutSecrets = (settings: NewVolume): NewVolume => ({
  ...settings,
  options: Object.fromEntries(
    Object.entries(settings.options).map(([key, value]) => [
      key,
      /^pass(word)?$/i.test(key) ? '***' : value.replace(/(^|,)(pass(?:word)?)=[^,]*/gi, '$1$2=***'),
    ]),
  ),
});

const pairs = (flag: string, values: Readonly<Record<string, string>>): string[] =>
  Object.entries(values).flatMap(([key, value]) => [flag, `${key}=${value}`]);

export const inspectVolumeCommand = (name: string, cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, ['volume', 'inspect', ...operands([name])]);

export const listVolumesCommand = (cliArgs: CliArgs = []): string => dockerCommand(cliArgs, ['volume', 'ls']);

export const removeVolumesCommand = (names: readonly string[], cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, ['volume', 'rm', ...operands(names)]);

/** The engine chooses then; Gantry removes what it has shown. An engine below API 1.42 knows no `--all`: it always is. */
export const pruneVolumesCommand = (all: boolean, prunesNamed: boolean, cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, ['volume', 'prune', ...options({ all: all && !prunesNamed })]);

export const measureVolumesCommand = (cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, ['system', 'df', '--verbose']);

/** Any image with `tar` does. */
const TOOLS = 'busybox';

const run = (cliArgs: CliArgs, mounts: readonly string[], script: string): string =>
  dockerCommand(cliArgs, [
    'run',
    '--rm',
    ...mounts.flatMap((mount) => ['--volume', mount]),
    TOOLS,
    ...['sh', '-c', script],
  ]);

const COMPRESSORS = { tar: '', 'tar.gz': ' | gzip', 'tar.zst': ' | zstd' } as const;

/** A shell line: what `tar` writes goes to a file here. */
export function backupVolumeCommand(
  name: string,
  file: string,
  format: keyof typeof COMPRESSORS,
  paused: readonly string[],
  cliArgs: CliArgs = [],
): string {
  const tar = dockerCommand(cliArgs, [
    'run',
    '--rm',
    '--volume',
    `${name}:/v:ro`,
    TOOLS,
    'tar',
    '-C',
    '/v',
    '-cf',
    '-',
    '.',
  ]);
  return [
    ...(paused.length > 0 ? [dockerCommand(cliArgs, ['container', 'pause', ...paused])] : []),
    `${tar}${COMPRESSORS[format]} > ${shellWord(file)}`,
    ...(paused.length > 0 ? [dockerCommand(cliArgs, ['container', 'unpause', ...paused])] : []),
  ].join('\n');
}

const READERS = { tar: '', 'tar.gz': 'gzip -dc ', 'tar.zst': 'zstd -dc ' } as const;

export interface RestoreCommand {
  readonly name: string;
  readonly file: string;
  readonly format: keyof typeof READERS;
  readonly strip: number;
  /** What is in it goes first. */
  readonly isEmptied: boolean;
}

export function restoreVolumeCommand({ name, file, format, strip, isEmptied }: RestoreCommand, cliArgs: CliArgs = []) {
  const reader = format === 'tar' ? `cat ${readWord(file)}` : `${READERS[format]}${readWord(file)}`;
  const tar = dockerCommand(cliArgs, [
    ...['run', '--rm', '--interactive', '--volume', `${name}:/v`, TOOLS, 'tar', '-C', '/v', '-xpf', '-'],
    ...(strip > 0 ? [`--strip-components=${strip}`] : []),
  ]);
  return [...(isEmptied ? [emptyVolumeCommand(name, cliArgs)] : []), `${reader} | ${tar}`].join('\n');
}

export const emptyVolumeCommand = (name: string, cliArgs: CliArgs = []): string =>
  run(cliArgs, [`${name}:/v`], 'rm -rf /v/* /v/.[!.]* /v/..?*');

export const copyVolumeCommand = (
  name: string,
  target: string,
  cliArgs: CliArgs = [],
  targetArgs: CliArgs = cliArgs,
): string =>
  `${dockerCommand(targetArgs, ['volume', 'create', ...operands([target])])}\n${copyContentsCommand(name, target, cliArgs, targetArgs)}`;

/** What is in one volume into another that is there, on this or another engine. */
export function copyContentsCommand(name: string, target: string, cliArgs: CliArgs, targetArgs: CliArgs): string {
  if (targetArgs.join(' ') === cliArgs.join(' ')) {
    return run(cliArgs, [`${name}:/from:ro`, `${target}:/to`], 'tar -C /from -cf - . | tar -C /to -xpf -');
  }
  const read = dockerCommand(cliArgs, [
    ...['run', '--rm', '--volume', `${name}:/v:ro`, TOOLS, 'tar', '-C', '/v', '-cf', '-', '.'],
  ]);
  const write = dockerCommand(targetArgs, [
    ...['run', '--rm', '--interactive', '--volume', `${target}:/v`, TOOLS, 'tar', '-C', '/v', '-xpf', '-'],
  ]);
  return `${read} | ${write}`;
}

export const renameVolumeCommand = (name: string, newName: string, cliArgs: CliArgs = []): string =>
  `${copyVolumeCommand(name, newName, cliArgs)}\n${removeVolumesCommand([name], cliArgs)}`;

const shellWord = quoteWord;

/** A file that a tool is given to read: one whose name begins with a dash is no option. */
const readWord = (file: string): string => quoteWord(file.startsWith('-') ? `./${file}` : file);

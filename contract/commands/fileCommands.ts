import { nameToBytes, shownName } from '../model/fileName.ts';
import type { FileRights } from '../model/files.ts';
import { type CliArgs, dockerCommand, operands } from './docker.ts';
import { quoteWord } from './words.ts';

/** Whose files a command is about, by the name that a person knows. */
export type FileTarget =
  /** `hasTools`: it runs, and has `rm`, `mv` and the like. */
  | {
      readonly kind: 'container';
      readonly name: string;
      readonly hasTools: boolean;
      readonly isStopped?: boolean;
    }
  | { readonly kind: 'volume'; readonly name: string };

/** From where files can be read, also where nothing can be changed. */
export type ReadableTarget = FileTarget | { readonly kind: 'image'; readonly name: string };

/** What stands in for a container without tools, and for a volume. */
const HELPER_IMAGE = 'busybox';
const VOLUME = '/volume';

/**
 * A path as a shell must be given it: bytes that are no text as bash and zsh write them. Quotes and backslashes are bytes
 * too: to a shell that does not know `$'…'` an escaped quote would end it, and what follows would be run.
 */
export function pathWord(path: string): string {
  if (shownName(path) === path) return quoteWord(path);
  let text = '';
  for (const byte of nameToBytes(path)) {
    const char = String.fromCharCode(byte);
    const isPlain = byte >= 0x20 && byte < 0x7f && char !== "'" && char !== '\\';
    text += isPlain ? char : `\\x${byte.toString(16).padStart(2, '0')}`;
  }
  return `$'${text}'`;
}

/**
 * A tool with its words, where the files are: in the container, or in one beside it that sees its root through its first
 * process, or in one that has the volume. Each path is one of the container or volume.
 */
function toolCommand(target: FileTarget, words: readonly string[], paths: readonly string[], cliArgs: CliArgs): string {
  if (target.kind === 'container' && target.hasTools) {
    const exec = dockerCommand(cliArgs, ['container', 'exec', '--user', '0', ...operands([target.name]), ...words]);
    return [exec, ...paths.map(pathWord)].join(' ');
  }
  if (target.kind === 'container' && target.isStopped) return whileCopied(target.name, words, paths, cliArgs);
  const [root, place] =
    target.kind === 'volume'
      ? [VOLUME, ['--volume', `${target.name}:${VOLUME}`]]
      : ['/proc/1/root', ['--pid', `container:${target.name}`, '--cap-add', 'SYS_PTRACE']];
  const run = dockerCommand(cliArgs, ['container', 'run', '--rm', ...place, HELPER_IMAGE, ...words]);
  return [run, ...paths.map((path) => pathWord(`${root}${path}`))].join(' ');
}

/**
 * The engine mounts the root of a container that does not run while it copies out of it, and does not start it
 * meanwhile: so long a tool in another container can have that mount.
 */
function whileCopied(name: string, words: readonly string[], paths: readonly string[], cliArgs: CliArgs): string {
  const inspect = ['container', 'inspect', '--format', '{{.GraphDriver.Data.MergedDir}}', name];
  const run = dockerCommand(cliArgs, ['container', 'run', '--rm', '--volume']);
  const tool = dockerCommand([], [HELPER_IMAGE, ...words]).replace(/^docker /, '');
  return [
    `root=$(${dockerCommand(cliArgs, inspect)})`,
    `${dockerCommand(cliArgs, ['container', 'cp', `${name}:/`, '-'])} | {`,
    '  head -c 1 > /dev/null',
    `  ${run} "$root:/root" ${tool} ${paths.map((path) => pathWord(`/root${path}`)).join(' ')}`,
    '  cat > /dev/null',
    '}',
  ].join('\n');
}

export const removeFilesCommand = (target: FileTarget, paths: readonly string[], cliArgs: CliArgs = []): string =>
  toolCommand(target, ['rm', '-rf', '--'], paths, cliArgs);

export const renameFileCommand = (target: FileTarget, from: string, to: string, cliArgs: CliArgs = []): string =>
  toolCommand(target, ['mv', '-n', '--'], [from, to], cliArgs);

export function createFileCommand(
  target: FileTarget,
  kind: 'file' | 'directory',
  path: string,
  { userId, groupId, fileMode, directoryMode }: FileRights,
  cliArgs: CliArgs = [],
): string {
  const mode = (kind === 'file' ? fileMode : directoryMode).toString(8).padStart(3, '0');
  const make = kind === 'file' ? ['touch', '--'] : ['mkdir', '--'];
  const lines = [
    toolCommand(target, make, [path], cliArgs),
    toolCommand(target, ['chmod', mode, '--'], [path], cliArgs),
  ];
  if (userId !== 0 || groupId !== 0) {
    lines.push(toolCommand(target, ['chown', `${userId}:${groupId}`, '--'], [path], cliArgs));
  }
  return lines.join('\n');
}

/** New content from a file here; mode and owner stay, as `tee` writes into the file that is there. */
export function writeFileCommand(target: FileTarget, path: string, file: string, cliArgs: CliArgs = []): string {
  if (target.kind === 'container' && target.hasTools) {
    const exec = dockerCommand(cliArgs, [
      'container',
      'exec',
      '--interactive',
      '--user',
      '0',
      ...operands([target.name]),
      'tee',
      '--',
    ]);
    return `${exec} ${pathWord(path)} < ${pathWord(`./${file}`)} > /dev/null`;
  }
  if (target.kind === 'container') return copyIntoCommand(target, [`./${file}`], path, undefined, cliArgs);
  const run = [
    'container',
    'run',
    '--rm',
    '--interactive',
    '--volume',
    `${target.name}:${VOLUME}`,
    HELPER_IMAGE,
    'tee',
    '--',
  ];
  return `${dockerCommand(cliArgs, run)} ${pathWord(`${VOLUME}${path}`)} < ${pathWord(`./${file}`)} > /dev/null`;
}

/**
 * The lines that copy, where the CLI needs a container for it: of a volume or an image one that never runs, and is
 * removed. `true` is there for images without a command.
 */
function withContainer(
  target: ReadableTarget,
  cliArgs: CliArgs,
  lines: (container: string, root: string) => string[],
): string {
  if (target.kind === 'container') return lines(quoteWord(target.name), '').join('\n');
  const isImage = target.kind === 'image';
  const made = isImage ? [target.name, 'true'] : ['--volume', `${target.name}:${VOLUME}`, HELPER_IMAGE];
  // An image may declare volumes, which are made with the container.
  const remove = ['container', 'rm', ...(isImage ? ['--volumes'] : [])];
  return [
    `id=$(${dockerCommand(cliArgs, ['container', 'create', ...made])})`,
    ...lines('"$id"', isImage ? '' : VOLUME),
    `${dockerCommand(cliArgs, remove)} "$id" > /dev/null`,
  ].join('\n');
}

/** A file as it is; anything else as an archive. */
export function copyOutCommand(
  target: ReadableTarget,
  path: string,
  { file, isArchive }: { readonly file: string; readonly isArchive: boolean },
  cliArgs: CliArgs = [],
): string {
  const copy = dockerCommand(cliArgs, ['container', 'cp']);
  return withContainer(target, cliArgs, (container, root) => {
    const from = `${container}:${pathWord(`${root}${path}`)}`;
    return [
      isArchive
        ? `${copy} ${from} - > ${pathWord(`./${file}`)}`
        : `${copy} --follow-link ${from} ${pathWord(`./${file}`)}`,
    ];
  });
}

/** Files and directories of this machine into a directory; then their owner, where that is not root. */
export function copyIntoCommand(
  target: FileTarget,
  files: readonly string[],
  directory: string,
  owner: { readonly userId: number; readonly groupId: number } | undefined,
  cliArgs: CliArgs = [],
): string {
  const copy = dockerCommand(cliArgs, ['container', 'cp']);
  const copied = withContainer(target, cliArgs, (container, root) =>
    files.map((file) => `${copy} ${pathWord(file)} ${container}:${pathWord(`${root}${directory}`)}`),
  );
  if (!owner || (owner.userId === 0 && owner.groupId === 0)) return copied;
  const paths = files.map((file) => `${directory.replace(/\/$/, '')}/${file.split('/').at(-1)}`);
  return `${copied}\n${toolCommand(target, ['chown', '-R', `${owner.userId}:${owner.groupId}`, '--'], paths, cliArgs)}`;
}

/** What is in an archive, with the rights and owners that it says. */
export const unpackCommand = (target: FileTarget, file: string, directory: string, cliArgs: CliArgs = []): string =>
  withContainer(target, cliArgs, (container, root) => [
    `${dockerCommand(cliArgs, ['container', 'cp', '--archive', '-'])} ${container}:${pathWord(`${root}${directory}`)} < ${pathWord(`./${file}`)}`,
  ]);

/** What a directory has, as the list shows it. */
export function listFilesCommand(target: ReadableTarget, path: string, cliArgs: CliArgs = []): string {
  const isArchive = target.kind === 'image' || (target.kind === 'container' && !target.hasTools);
  if (!isArchive) return toolCommand(target, ['ls', '-la', '--'], [path], cliArgs);
  const copy = dockerCommand(cliArgs, ['container', 'cp']);
  return withContainer(target, cliArgs, (container) => [
    `${copy} ${container}:${pathWord(path)} - | tar --list --verbose`,
  ]);
}

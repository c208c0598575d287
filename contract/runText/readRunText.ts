import type { BuildSettings } from '../model/build.ts';
import { RunSettings } from '../model/run.ts';
import { readCurl } from './curl.ts';
import { readDockerBuild } from './dockerBuild.ts';
import { type DockerRunOptions, readDockerRun } from './dockerRun.ts';
import { Notes, type RunNote } from './notes.ts';
import { type ShellCommand, shellCommands, type ShellWord } from './shellWords.ts';
import { plainTypography } from './typography.ts';

export type { RunNote } from './notes.ts';

export interface RunText {
  /** One for each command that makes a container, in their order; as far as they could be read. */
  readonly runs: readonly RunSettings[];
  /** One for each command that builds an image. */
  readonly builds: readonly BuildSettings[];
  readonly notes: readonly RunNote[];
  /** Flags stand after the image: offer to read again with `moveLateFlags`. */
  readonly hasLateFlags: boolean;
}

/**
 * Settings from pasted text: `docker run`, `docker create` and `docker container run` with every flag of Docker 28, as a
 * terminal, a book, a README, PowerShell or the Windows prompt has them, `curl` to the engine’s create call, and
 * `docker build` with what BuildKit and the old builder take. Nothing is
 * guessed and nothing left out in silence: what could not be read is a note with its place. Reads, asks and changes
 * nothing.
 */
export function readRunText(text: string, options: DockerRunOptions = { moveLateFlags: false }): RunText {
  const notes = new Notes();
  const traced = plainTypography(text);
  const [firstChange] = traced.changed;
  if (firstChange !== undefined) {
    const message = 'Quotes, dashes or spaces of a book were read as those of a keyboard.';
    notes.add('info', { start: firstChange, end: firstChange + 1 }, message);
  }
  const runs: RunSettings[] = [];
  const builds: BuildSettings[] = [];
  let hasLateFlags = false;
  for (const command of shellCommands(traced, notes)) {
    const read = readCommand(command, notes, options);
    if (read?.type === 'build') builds.push(read.settings);
    if (read?.type !== 'run') continue;
    runs.push(read.settings);
    noteProblems(read.settings, command.words, notes);
    hasLateFlags ||= read.hasLateFlags;
    const [first] = command.words;
    if (command.input !== undefined && first)
      notes.add('warning', first, 'The text after “<<” is for the input of the command: it is not taken over.');
  }
  if (runs.length + builds.length === 0 && !notes.all.some(({ severity }) => severity === 'error')) {
    notes.add(
      'error',
      { start: 0, end: text.length },
      'No command in this text makes a container or an image: docker run, docker create, curl or docker build.',
    );
  }
  return { runs, builds, notes: notes.all, hasLateFlags };
}

/** Values that are well written, and that no engine takes: `--cpu-shares -5`. */
function noteProblems(settings: RunSettings, words: readonly ShellWord[], notes: Notes): void {
  if (settings.image === '') return;
  const place = { start: words[0]?.start ?? 0, end: words.at(-1)?.end ?? 0 };
  for (const { path, message } of RunSettings.safeParse(settings).error?.issues ?? []) {
    if (path[0] !== 'name') notes.add('error', place, `${path.join('.')}: ${message}`);
  }
}

type Command =
  | { readonly type: 'run'; readonly settings: RunSettings; readonly hasLateFlags: boolean }
  | { readonly type: 'build'; readonly settings: BuildSettings };

function readCommand({ words, input }: ShellCommand, notes: Notes, options: DockerRunOptions): Command | undefined {
  const [program, ...rest] = withoutPrelude(words, notes);
  if (!program) return undefined;
  const name = program.text
    .replace(/^.*[\\/]/, '')
    .replace(/\.exe$/i, '')
    .toLowerCase();
  if (name === 'curl') {
    const settings = readCurl(rest, notes);
    if (!settings && !notes.all.some(({ start }) => start >= program.start))
      notes.add('warning', program, 'This curl makes no container.');
    return settings && { type: 'run', settings, hasLateFlags: false };
  }
  if (/^(docker|podman)-compose$/.test(name)) {
    noteCompose(program, notes);
    return undefined;
  }
  if (name !== 'docker' && name !== 'podman' && name !== 'nerdctl') {
    notes.add('warning', program, `“${program.text}” is another program: its command is left out.`);
    return undefined;
  }
  const bare = withoutGlobalFlags(rest, notes);
  const verbs = bare.map(({ text }) => text.toLowerCase());
  if (verbs[0] === 'compose') {
    noteCompose({ ...program, end: bare[0]?.end ?? program.end }, notes);
    return undefined;
  }
  const isGroup = /^(buildx|image|builder)$/.test(verbs[0] ?? '') && /^(build|b)$/.test(verbs[1] ?? '');
  if (isGroup || verbs[0] === 'build') {
    const settings = readDockerBuild(bare.slice(isGroup ? 2 : 1), input, notes);
    return settings && { type: 'build', settings };
  }
  const [verb, ...args] = withoutContainer(bare);
  const known = verb?.text.toLowerCase();
  if (known === 'run' || known === 'create') return { type: 'run', ...readDockerRun(args, known, notes, options) };
  notes.add('warning', verb ?? program, `“docker ${verb?.text ?? ''}” makes no container: it is left out.`);
  return undefined;
}

const noteCompose = (place: ShellWord, notes: Notes) =>
  notes.add(
    'error',
    place,
    'docker compose runs a whole stack as its Compose file says, and no single container: it is not taken over. Open that file as a stack, or run the line in its folder.',
  );

/** `sudo` and variables for the command itself. */
function withoutPrelude(words: readonly ShellWord[], notes: Notes): readonly ShellWord[] {
  let index = 0;
  for (; index < words.length; index++) {
    const word = words[index];
    if (!word) break;
    if (/^[A-Za-z_]\w*=/.test(word.text)) {
      notes.add('info', word, `${word.text.split('=', 1).join('')} is for the command itself, not for the container.`);
    } else if (/^(sudo|time|winpty|nohup|exec|command)$/i.test(word.text)) {
      while (/^-/.test(words[index + 1]?.text ?? '')) index++;
    } else break;
  }
  return words.slice(index);
}

const GLOBAL_VALUES = new Set([
  '-H',
  '--host',
  '-c',
  '--context',
  '--config',
  '-l',
  '--log-level',
  '--tlscacert',
  '--tlscert',
  '--tlskey',
]);

/** Which engine it is, is chosen in the app. */
function withoutGlobalFlags(words: readonly ShellWord[], notes: Notes): readonly ShellWord[] {
  let index = 0;
  for (;;) {
    const word = words[index];
    if (!word?.text.startsWith('-')) return words.slice(index);
    notes.add('info', word, `${word.text} says which engine: choose it in the app.`);
    index += GLOBAL_VALUES.has(word.text) ? 2 : 1;
  }
}

const withoutContainer = (words: readonly ShellWord[]): readonly ShellWord[] =>
  words[0]?.text.toLowerCase() === 'container' ? words.slice(1) : words;

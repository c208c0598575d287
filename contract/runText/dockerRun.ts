import type { RunSettings } from '../model/run.ts';
import { CONTAINER_NAME, CONTAINER_NAME_RULE } from '../model/containerName.ts';
import { newDraft, type RunDraft } from './draft.ts';
import { type Flag, flagOf, nearestFlag, type Say, SHORT } from './flags.ts';
import type { Notes } from './notes.ts';
import { ValueProblem } from './ports.ts';
import type { ShellWord } from './shellWords.ts';

export interface DockerRunOptions {
  /** Flags that stand after the image, where they are arguments of the program, are read as flags. */
  readonly moveLateFlags: boolean;
}

export interface DockerRun {
  readonly settings: RunSettings;
  /** Flags of `docker run` that stand after the image. */
  readonly hasLateFlags: boolean;
}

/** The words after `docker run` or `docker create`, as the CLI reads them. */
export function readDockerRun(
  words: readonly ShellWord[],
  verb: 'run' | 'create',
  notes: Notes,
  options: DockerRunOptions,
): DockerRun {
  const draft = newDraft();
  draft.start = verb === 'run';
  const rest = readFlags(draft, words, notes);
  const [image, ...args] = rest;
  const hasLateFlags = beginsWithFlag(args);
  if (!image) {
    const place = words.at(-1) ?? { start: 0, end: 0 };
    notes.add('error', place, 'No image is named.');
    return { settings: draft, hasLateFlags: false };
  }
  draft.image = image.text;
  let command: readonly ShellWord[] = args;
  if (hasLateFlags && options.moveLateFlags) command = readFlags(draft, args, notes);
  else if (hasLateFlags) {
    const message = `“${args[0]?.text}” stands after the image: so it is an argument of the program, not a flag.`;
    notes.add('warning', args[0] ?? image, message);
  }
  if (command.length > 0) draft.command = command.map((word) => word.text);
  checkNames(draft, image, words, notes);
  return { settings: draft, hasLateFlags };
}

/** Only where the first argument is a flag of docker: programs have flags of their own. */
function beginsWithFlag([first]: readonly ShellWord[]): boolean {
  if (!first || first.isQuoted) return false;
  const [, long] = /^--([a-z0-9-]{3,})(=|$)/.exec(first.text) ?? [];
  const [, short] = /^-([a-zA-Z])$/.exec(first.text) ?? [];
  return long === undefined ? 'dpvePw'.includes(short ?? ' ') : flagOf(long) !== undefined;
}

/** Reads flags until the first word that is none; gives the words from there. */
function readFlags(draft: RunDraft, words: readonly ShellWord[], notes: Notes): readonly ShellWord[] {
  let index = 0;
  for (;;) {
    const word = words[index];
    if (!word || word.text === '' || word.text === '-' || !word.text.startsWith('-')) return words.slice(index);
    if (word.text === '--') return words.slice(index + 1);
    index += 1;
    const next = words[index];
    const used = word.text.startsWith('--')
      ? readLong(draft, word, word.text.slice(2), next, notes)
      : readShort(draft, word, next, notes);
    if (used) index += 1;
  }
}

/** Gives whether the next word was its value. */
function readLong(draft: RunDraft, word: ShellWord, body: string, next: ShellWord | undefined, notes: Notes): boolean {
  const at = body.indexOf('=');
  const name = at < 0 ? body : body.slice(0, at);
  const given = at < 0 ? undefined : body.slice(at + 1);
  // A dash of a book may stand for one or for two.
  if (name.length === 1 && SHORT[name] !== undefined)
    return readShort(draft, { ...word, text: `-${body}` }, next, notes);
  const flag = flagOf(name);
  if (!flag) {
    const near = nearestFlag(name);
    notes.add('error', word, `docker run has no flag --${name}.${near ? ` Is --${near} meant?` : ''}`);
    return false;
  }
  return apply(draft, flag, `--${name}`, word, given, next, notes);
}

/** `-d`, `-dit`, `-p80:80`, `-p=80:80` */
function readShort(draft: RunDraft, word: ShellWord, next: ShellWord | undefined, notes: Notes): boolean {
  const letters = word.text.slice(1);
  const name = letters.split('=', 1).join('');
  const isCluster = clusterLength(name) === name.length;
  if (!isCluster || (word.hasBookDash && name.length > 1)) {
    if (flagOf(name)) {
      notes.add('info', word, `“-${name}” was read as --${name}.`);
      return readLong(draft, word, letters, next, notes);
    }
  }
  for (let index = 0; index < letters.length; index++) {
    const letter = letters.charAt(index);
    const flag = flagOf(SHORT[letter] ?? '');
    if (!flag) {
      notes.add('error', word, `docker run has no flag -${letter}.`);
      return false;
    }
    const rest = letters.slice(index + 1);
    if (flag.takesValue) {
      const given = rest === '' ? undefined : rest.replace(/^=/, '');
      return apply(draft, flag, `-${letter}`, word, given, next, notes);
    }
    if (rest.startsWith('=')) return apply(draft, flag, `-${letter}`, word, rest.slice(1), next, notes);
    apply(draft, flag, `-${letter}`, word, undefined, next, notes);
  }
  return false;
}

/** How many letters of it are flags: up to the first that takes a value, the rest being that value. */
function clusterLength(letters: string): number {
  for (let index = 0; index < letters.length; index++) {
    const flag = flagOf(SHORT[letters.charAt(index)] ?? '');
    if (!flag) return index;
    if (flag.takesValue) return letters.length;
  }
  return letters.length;
}

function apply(
  draft: RunDraft,
  flag: Flag,
  name: string,
  word: ShellWord,
  given: string | undefined,
  next: ShellWord | undefined,
  notes: Notes,
): boolean {
  const takesNext = flag.takesValue && given === undefined;
  if (takesNext && !next) {
    notes.add('error', word, `${name} needs a value.`);
    return false;
  }
  const place = takesNext && next ? { start: word.start, end: next.end } : word;
  const say: Say = (severity, message, file) => notes.add(severity, place, message, file);
  const value = given ?? (flag.takesValue ? (next?.text ?? '') : 'true');
  try {
    flag.read(draft, value, say);
  } catch (thrown) {
    if (!(thrown instanceof ValueProblem)) throw thrown;
    say('error', `${name} ${value}: ${thrown.message}`);
  }
  return takesNext;
}

/** What the engine would refuse, said here, since it is a slip of the pen. */
function checkNames(draft: RunDraft, image: ShellWord, words: readonly ShellWord[], notes: Notes): void {
  const repository = draft.image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
  const path = repository.replace(/^[^/]*[.:][^/]*\//, '');
  if (/[A-Z]/.test(path)) {
    const meant = draft.image.replace(path, path.toLowerCase());
    notes.add('error', image, `The name of an image has no capital letters: is ${meant} meant?`);
  }
  if (draft.name !== undefined && !CONTAINER_NAME.test(draft.name)) {
    const place = words.find(({ text }) => text.endsWith(draft.name ?? '')) ?? image;
    notes.add('error', place, `“${draft.name}” cannot be the name of a container. ${CONTAINER_NAME_RULE}`);
  }
}

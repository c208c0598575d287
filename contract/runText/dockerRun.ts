import type { RunSettings } from '../model/run.ts';
import { CONTAINER_NAME, CONTAINER_NAME_RULE } from '../model/containerName.ts';
import { newDraft, type RunDraft } from './draft.ts';
import { flagOf, FLAGS, SHORT } from './flags.ts';
import type { Notes } from './notes.ts';
import { type Grammar, readFlags } from './readFlags.ts';
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

const RUN: Grammar<RunDraft> = { program: 'docker run', flagOf, names: Object.keys(FLAGS), short: SHORT };

/** The words after `docker run` or `docker create`, as the CLI reads them. */
export function readDockerRun(
  words: readonly ShellWord[],
  verb: 'run' | 'create',
  notes: Notes,
  options: DockerRunOptions,
): DockerRun {
  const draft = newDraft();
  draft.start = verb === 'run';
  const rest = readFlags(RUN, draft, words, notes);
  const [image, ...args] = rest;
  const hasLateFlags = beginsWithFlag(args);
  if (!image) {
    const place = words.at(-1) ?? { start: 0, end: 0 };
    notes.add('error', place, 'No image is named.');
    return { settings: draft, hasLateFlags: false };
  }
  draft.image = image.text;
  let command: readonly ShellWord[] = args;
  if (hasLateFlags && options.moveLateFlags) command = readFlags(RUN, draft, args, notes);
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

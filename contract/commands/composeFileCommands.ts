import type { StackFiles } from '../model/stack.ts';
import { fileWords } from './composeCommands.ts';
import { type CliArgs, dockerCommand } from './docker.ts';
import { joinWords, quoteWord } from './words.ts';

/** Reads the files as Compose does, and says what is wrong with them. */
export const checkComposeCommand = (stack: StackFiles, cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, ['compose', ...fileWords(stack), 'config', '--quiet']);

/**
 * How a person makes the files of a new stack: docker has no command for it. What is in them is left to the editor, as the
 * text may have passwords in it; a `.env` is for its owner alone.
 */
export function newStackCommand(made: {
  readonly folder: string;
  readonly compose: string;
  readonly hasEnv: boolean;
  /** The folder of the template that it is made from. */
  readonly template?: string | undefined;
}): string {
  const { folder, compose, hasEnv, template } = made;
  const edit = (file: string) => `"$EDITOR" ${quoteWord(file)}`;
  const env = `${folder}/.env`;
  return [
    joinWords(['mkdir', '-p', folder]),
    ...(template === undefined
      ? [edit(compose)]
      : [joinWords(['cp', '-R', `${template}/.`, folder]), joinWords(['rm', `${folder}/template.json`])]),
    ...(hasEnv ? [`(umask 077; ${edit(env)})`] : []),
  ].join('\n');
}

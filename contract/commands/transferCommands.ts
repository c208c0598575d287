import { type CliArgs, dockerCommand, operands, options } from './docker.ts';
import { tagCommand } from './imageCommands.ts';

export interface PushCommand {
  /** An id, or the name that the image has now. */
  readonly source: string;
  /** What it is pushed as. */
  readonly target: string;
  /** All tags that the repository of the target has on the engine. */
  readonly allTags?: boolean;
}

/** A tag where the target is another name, then the push: one command a line. */
export function pushCommand({ source, target, allTags = false }: PushCommand, cliArgs: CliArgs = []): string {
  const push = dockerCommand(cliArgs, [
    'image',
    'push',
    ...options({ 'all-tags': allTags }),
    ...operands([withoutTag(target, allTags)]),
  ]);
  return source === target ? push : `${tagCommand(source, target, cliArgs)}\n${push}`;
}

/** What comes after the last “/” may have a tag; a colon before it is a port. */
function withoutTag(reference: string, isWanted: boolean): string {
  return isWanted ? reference.replace(/:[^/:]+$/, '') : reference;
}

export const searchCommand = (text: string, cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, ['search', ...operands([text])]);

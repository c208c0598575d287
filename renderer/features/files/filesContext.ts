import type { CliArgs } from '../../../contract/commands/docker.ts';
import type { FileTarget, ReadableTarget } from '../../../contract/commands/fileCommands.ts';
import type { FileSource } from '../../../contract/model/files.ts';

/** Whose files are shown, and how commands name them. */
export interface FilesContext {
  readonly source: FileSource;
  /** Where something is changed. */
  readonly target: FileTarget;
  /** Where something is only read. */
  readonly from: ReadableTarget;
  readonly cliArgs: CliArgs;
}

/** `name` is what a person calls it. */
export function filesContext(
  source: FileSource,
  name: string,
  { hasTools, isStopped }: { readonly hasTools: boolean; readonly isStopped: boolean },
  cliArgs: CliArgs,
): FilesContext {
  const target: FileTarget =
    source.kind === 'volume' ? { kind: 'volume', name: source.name } : { kind: 'container', name, hasTools, isStopped };
  return { source, cliArgs, target, from: source.kind === 'image' ? { kind: 'image', name } : target };
}

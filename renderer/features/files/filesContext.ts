import type { CliArgs } from '../../../contract/commands/docker.ts';
import type { FileTarget } from '../../../contract/commands/fileCommands.ts';
import type { FileSource } from '../../../contract/model/files.ts';

/** Whose files are shown, and how commands name them. */
export interface FilesContext {
  readonly source: FileSource;
  readonly target: FileTarget;
  readonly cliArgs: CliArgs;
}

import { AppFailure } from '../../contract/errors.ts';
import type { StackRef } from '../../contract/model/stack.ts';
import type { Host } from '../host.ts';
import type { KnownStacks } from './known.ts';

/** Shows the folder that a stack is known to have. Rejects with `unsupported` where the shell has no file manager. */
export async function openFolderOf(
  known: Pick<KnownStacks, 'filesOf'>,
  host: Pick<Host, 'openFolder'> | undefined,
  ref: StackRef,
): Promise<void> {
  if (!host?.openFolder) {
    throw new AppFailure({
      code: 'unsupported',
      message: 'A browser cannot open a folder of the computer that Gantry runs on.',
      hint: 'Copy its path, and open it there.',
    });
  }
  const files = await known.filesOf(ref);
  if (files) return host.openFolder(files.workingDir);
  throw new AppFailure({
    code: 'not-found',
    message: `Nobody knows the folder of ${ref.project}.`,
    hint: 'Say which files it has first.',
  });
}

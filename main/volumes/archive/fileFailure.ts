import { AppFailure, toAppError } from '../../../contract/errors.ts';

/** What kept a file from being read or written; anything else is thrown as it is. */
export function fileFailure(thrown: unknown, file: string, doing: 'read' | 'written'): unknown {
  if (thrown instanceof AppFailure) return thrown;
  const { code, syscall, message } = thrown as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return thrown;
  const said = { message: `${file} could not be ${doing}.`, engineText: message };
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppFailure({
        code: 'not-found',
        message: `${file} is not there.`,
        hint: 'Check the path. It is on the computer that Gantry runs on.',
        engineText: message,
      });
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppFailure({ ...said, code: 'no-space', hint: 'Free some space, or choose another folder.' });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new AppFailure({ ...said, code: 'permission-denied', hint: 'Choose a folder that your user may use.' });
    case 'EISDIR':
      return new AppFailure({
        code: 'invalid-input',
        path: ['source'],
        message: `${file} is a folder.`,
        hint: 'Choose an archive in it.',
      });
    default:
      return new AppFailure({ ...toAppError(thrown), ...said, code: 'unexpected', detail: message });
  }
}

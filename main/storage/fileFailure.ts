import { AppFailure } from '../../contract/errors.ts';

/** What the system said of a file of the person, in words. */
export function fileFailure(thrown: unknown, path: string, doing: 'read' | 'saved'): AppFailure {
  if (thrown instanceof AppFailure) return thrown;
  const { code, message } = thrown as NodeJS.ErrnoException;
  const said = { message: `${path} could not be ${doing}.`, engineText: message };
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new AppFailure({
        ...said,
        code: 'permission-denied',
        hint: 'Make it accessible for your user, or choose another place.',
      });
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppFailure({ ...said, code: 'no-space', hint: 'Free some space on the disk. The file is as it was.' });
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppFailure({ ...said, code: 'not-found', hint: 'Its folder does not exist. Check the path.' });
    case 'ELOOP':
      return invalidPath(`${path} is a link that leads in a circle.`, 'Choose the file that is meant.');
    default:
      return new AppFailure({ ...said, code: 'unexpected', detail: message });
  }
}

export const invalidPath = (message: string, hint: string): AppFailure =>
  new AppFailure({ code: 'invalid-input', path: ['path'], message, hint });

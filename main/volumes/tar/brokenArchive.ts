import { AppFailure } from '../../../contract/errors.ts';

/** The archive cannot be trusted; nothing was changed for it. */
export const brokenArchive = (why: string): AppFailure =>
  new AppFailure({
    code: 'invalid-input',
    path: ['source'],
    message: `This is not a whole archive: ${why}.`,
    hint: 'Nothing was changed. Choose another copy of the file, or make the backup anew.',
  });

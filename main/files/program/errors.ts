import { type AppError, AppFailure } from '../../../contract/errors.ts';
import { shownName } from '../../../contract/model/fileName.ts';
import { ProgramError } from './session.ts';

type Make = (path: string) => AppError;

const notFound: Make = (path) => ({
  code: 'not-found',
  message: `There is no “${path}” any more.`,
  hint: 'It was removed or renamed meanwhile. Look again.',
});
const taken: Make = (path) => ({
  code: 'name-in-use',
  name: path,
  message: `“${path}” is there already.`,
  hint: 'Choose another name, or remove the one that is there first.',
});
const readOnly: Make = (path) => ({
  code: 'permission-denied',
  message: `“${path}” is on a file system that is mounted read-only.`,
  hint: 'Make the container anew without --read-only, or change the files in a mount that can be written to.',
});
const denied: Make = (path) => ({
  code: 'permission-denied',
  message: `The system does not allow this for “${path}”.`,
  hint: 'It may be immutable (chattr +i), made up by the kernel (/proc, /sys), or on a server that maps its owners.',
});
const wrongKind: Make = (path) => ({
  code: 'invalid-input',
  path: ['path'],
  message: `“${path}” is not of the kind that this needs: a directory for a list, an ordinary file for its content.`,
});
const full: Make = () => ({
  code: 'no-space',
  message: 'The disk that these files are on is full.',
  hint: 'Remove what is not needed, and try again: nothing half-made was left.',
});
const mounted: Make = (path) => ({
  code: 'conflict',
  message: `“${path}” is a mount, or has one inside: a volume or folder that belongs to somebody else.`,
  hint: 'What is mounted is never removed or moved along with a directory. Change what is in it by itself.',
});
const tooDeep: Make = (path) => ({
  code: 'unsupported',
  message: `“${path}” is nested too deeply, or is a symbolic link that leads to itself.`,
  hint: 'Look at where the link leads, or go down into the directory first.',
});

/** Linux error numbers, which are the same on all processors for these. */
const BY_NUMBER: Readonly<Record<number, Make>> = {
  1: denied,
  2: notFound,
  13: denied,
  16: mounted,
  17: taken,
  18: mounted,
  20: wrongKind,
  21: wrongKind,
  22: wrongKind,
  28: full,
  30: readOnly,
  36: tooDeep,
  39: taken,
  40: tooDeep,
  116: (path) => ({
    code: 'conflict',
    message: `“${path}” was changed meanwhile by somebody else.`,
    hint: 'Look at what it is now, then save again if you still want to.',
  }),
  122: full,
};

/** What the program could not do, in words; anything else as it is. */
export function explain(thrown: unknown, path: string): unknown {
  if (!(thrown instanceof ProgramError)) return thrown;
  const make = BY_NUMBER[thrown.errorNumber];
  const shown = shownName(path);
  return new AppFailure(
    make
      ? { ...make(shown), engineText: `errno ${thrown.errorNumber}` }
      : {
          code: 'unexpected',
          message: `The system could not do this with “${shown}”.`,
          detail: `errno ${thrown.errorNumber}`,
        },
  );
}

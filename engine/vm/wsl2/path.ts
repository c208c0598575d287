import { AppFailure } from '../../../contract/errors.ts';

/** A path of Windows as Linux sees it in WSL: `C:\Users\x` is `/mnt/c/Users/x`. Rejects one that is not on a drive. */
export function pathInWsl(path: string): string {
  const [, drive, rest = ''] = /^([A-Za-z]):[\\/](.*)$/.exec(path) ?? [];
  if (drive) return `/mnt/${drive.toLowerCase()}/${rest.replaceAll('\\', '/')}`;
  throw new AppFailure({
    code: 'invalid-input',
    path: ['path'],
    message: `WSL sees only what is on a drive of this machine, not ${path}`,
    hint: 'Use a folder on a drive with a letter.',
  });
}

import { access } from 'node:fs/promises';
import type { StackFiles } from '../../contract/model/stack.ts';

/** All files of a definition can be read on this computer. */
export const areHere = ({ configFiles }: StackFiles): Promise<boolean> =>
  Promise.all(configFiles.map((file) => access(file))).then(
    () => true,
    () => false,
  );

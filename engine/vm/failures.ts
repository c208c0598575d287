import { stat } from 'node:fs/promises';
import { AppFailure } from '../../contract/errors.ts';

export const vmRuns = (pid?: number) =>
  new AppFailure({
    code: 'conflict',
    message: pid === undefined ? 'The VM runs already.' : `The VM runs already (process ${pid}).`,
    hint: 'It is taken over, not started again. To change its disk, stop the engine first.',
  });

export const vmIsThere = (pid: number, engineText?: string) =>
  new AppFailure({
    code: 'conflict',
    message: `The VM is there (process ${pid}) but does not answer.`,
    hint: `Another copy of Gantry may hold it: use that one, or close it. If there is none, end the VM with “kill ${pid}”.`,
    ...(engineText && { engineText }),
  });

export const diskTooSmall = (hasBytes: number) =>
  new AppFailure({
    code: 'invalid-input',
    path: ['dataSizeBytes'],
    message: `The engine’s disk has ${hasBytes} bytes and cannot be made smaller.`,
    hint: 'To get a smaller one, reset the engine: its images, containers and volumes go with the old disk.',
  });

export const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

import type { Phase } from './operation.ts';

/** “It was stopped while …”. */
export const PHASE_WORDS: Readonly<Record<Phase, string>> = {
  create: 'the new container was being made',
  stop: 'the old container was being stopped',
  swap: 'the names were being exchanged',
  start: 'the new container was being started',
  await: 'waiting until the new container is up',
  finish: 'tidying up',
};

import { z } from 'zod';
import { NamedValue, uniqueLabels, uniquePairs } from './pairs.ts';

export const processFields = {
  /** In place of the image’s; an empty list takes it away. */
  entrypoint: z.array(z.string()).optional(),
  command: z.array(z.string()).optional(),
  workingDir: z.string().optional(),
  /** `name`, `1000`, `1000:1000` */
  user: z.string().optional(),
  /** Groups that its user is in besides. */
  groupAdd: z.array(z.string().min(1)).default([]),
  env: z.array(NamedValue).default([]),
  /** Variables of the image that it does not get. */
  unsetEnv: z.array(z.string().regex(/^[^=]+$/, 'A name has no “=”.')).default([]),
  labels: uniqueLabels,
  /** Handed on to the runtime. */
  annotations: uniquePairs,
  tty: z.boolean().default(false),
  openStdin: z.boolean().default(false),
  /** An init as its first process; absent: as the engine is set up. */
  init: z.boolean().optional(),
  /** `SIGTERM`, `SIGRTMIN+3`, `15` */
  stopSignal: z.string().optional(),
  /** How long it may take to stop before it is killed; -1: for ever. */
  stopTimeoutSeconds: z.number().int().min(-1).optional(),
};

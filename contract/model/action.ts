import { z } from 'zod';
import type { AppError } from '../errors.ts';
import { RestartPolicy } from './container.ts';
import { CONTAINER_NAME, CONTAINER_NAME_RULE } from './containerName.ts';

export const ContainerName = z.string().regex(CONTAINER_NAME, CONTAINER_NAME_RULE);

/** What can change on a running container. A field that is absent stays as it is. */
export const ContainerUpdate = z.object({
  memoryBytes: z.number().int().min(0).optional(),
  memorySwapBytes: z.number().int().min(-1).optional(),
  memoryReservationBytes: z.number().int().min(0).optional(),
  cpus: z.number().min(0).optional(),
  cpuShares: z.number().int().min(0).optional(),
  cpusetCpus: z.string().optional(),
  pids: z.number().int().min(-1).optional(),
  restartPolicy: RestartPolicy.optional(),
});
export type ContainerUpdate = z.infer<typeof ContainerUpdate>;

/** What can be done to a container, one or many at once. The names are the CLI's. */
export const ContainerAction = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start') }),
  z.object({ type: z.literal('stop'), timeoutSeconds: z.number().int().min(0).optional() }),
  z.object({ type: z.literal('restart'), timeoutSeconds: z.number().int().min(0).optional() }),
  z.object({ type: z.literal('pause') }),
  z.object({ type: z.literal('unpause') }),
  z.object({
    type: z.literal('kill'),
    signal: z
      .string()
      .regex(/^[A-Z0-9+-]+$/)
      .default('SIGKILL'),
  }),
  z.object({ type: z.literal('rename'), name: ContainerName }),
  z.object({
    type: z.literal('remove'),
    force: z.boolean().default(false),
    volumes: z.boolean().default(false),
    /** Stops what runs, with its own grace period, before it is removed. */
    stopFirst: z.boolean().optional(),
    /** Before that an image is made of its files, see `filesImage`, with this tag. */
    filesImageTag: z
      .string()
      .regex(/^[\w][\w.-]{0,127}$/)
      .optional(),
  }),
  z.object({ type: z.literal('update'), update: ContainerUpdate }),
]);
export type ContainerAction = z.infer<typeof ContainerAction>;
export type ContainerActionType = ContainerAction['type'];

/** How an action ended for one container; one failure does not stop the rest. */
export interface ActionResult {
  readonly id: string;
  readonly name: string;
  readonly error?: AppError;
  readonly warnings?: readonly string[];
}

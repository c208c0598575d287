import { z } from 'zod';
import { LiveStep } from './liveSteps.ts';

/** A change of a container that lives, as it stands in the journal: written before each step. */
export const LiveOperation = z.object({
  version: z.literal(1),
  id: z.string().regex(/^[0-9a-f]{6,64}$/),
  context: z.string(),
  /** Of `GET /info`: the same context may come to mean another engine. */
  engineId: z.string(),
  title: z.string(),
  startedAt: z.number(),
  containerId: z.string(),
  name: z.string(),
  steps: z.array(LiveStep).min(1),
  /** The step that is being done, or taken back: those before it are done. */
  at: z.number().int().nonnegative(),
  isGoingBack: z.boolean(),
});
export type LiveOperation = z.infer<typeof LiveOperation>;

/** “It was interrupted when …”. */
export function stepWords(step: LiveStep | undefined): string {
  switch (step?.type) {
    case 'rename':
      return `the name was being changed to “${step.to}”`;
    case 'update':
      return 'the limits and the restart policy were being changed';
    case 'connect':
      return `it was being connected to the network “${step.network}”`;
    case 'disconnect':
      return `it was being disconnected from the network “${step.network}”`;
    case undefined:
      return 'all was done';
  }
}

export function opposite(step: LiveStep): LiveStep {
  switch (step.type) {
    case 'rename':
      return { type: 'rename', from: step.to, to: step.from };
    case 'update':
      return { type: 'update', body: step.before, before: step.body };
    case 'connect':
      return { ...step, type: 'disconnect' };
    case 'disconnect':
      return { ...step, type: 'connect' };
  }
}

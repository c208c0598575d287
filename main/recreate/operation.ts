import { z } from 'zod';

const Policy = z.object({ Name: z.string(), MaximumRetryCount: z.number().optional() });
export type Policy = z.infer<typeof Policy>;

/** One container and what takes its place. */
const Member = z.object({
  name: z.string(),
  /** What the new one is called in the end, where that is another name. */
  newName: z.string().optional(),
  oldId: z.string(),
  /** Known once it is made, or from the start where it is there already. */
  newId: z.string().optional(),
  /** The name that the new one has until it gets the old one's. */
  freshName: z.string(),
  /** The name that the old one gets. */
  asideName: z.string(),
  wasRunning: z.boolean(),
  /** The new one is started. */
  willRun: z.boolean(),
  /** Taken off the old one while it is aside, so that an engine that starts does not start it. */
  oldPolicy: Policy.optional(),
  /** The new one was there before, kept and without its policy: it is not removed when it does not come up. */
  kept: z.object({ policy: Policy.optional() }).optional(),
  /** What it is made from; not kept longer than needed. */
  recipe: z
    .object({
      body: z.record(z.string(), z.unknown()),
      laterNetworks: z.array(z.object({ name: z.string(), endpoint: z.record(z.string(), z.unknown()) })),
      platform: z.string().optional(),
    })
    .optional(),
});
export type Member = z.infer<typeof Member>;

export const PHASES = ['create', 'stop', 'swap', 'start', 'await', 'finish'] as const;
export type Phase = (typeof PHASES)[number];

/** A change of a container as it stands in the journal: all that is needed to go on, or back, after a death. */
export const Operation = z.object({
  version: z.literal(1),
  id: z.string().regex(/^[0-9a-f]{6,64}$/),
  context: z.string(),
  /** Of `GET /info`: the same context may come to mean another engine. */
  engineId: z.string(),
  title: z.string(),
  startedAt: z.number(),
  way: z.enum(['beside', 'in-place']),
  keepOld: z.boolean(),
  /** The new one must run, and be healthy, for so long. */
  watchMs: z.number(),
  /** Written before it begins. `kept`: done, and the old one is there. */
  phase: z.enum([...PHASES, 'kept']),
  isGoingBack: z.boolean(),
  /** Why it goes back. */
  because: z.string().optional(),
  /** The first is the one that was changed; the others live in it and are made anew with it. */
  members: z.array(Member).min(1),
  /** Earlier ones whose old container is not kept any more when this one is done. */
  replaces: z.array(z.string()),
  endedAt: z.number().optional(),
});
export type Operation = z.infer<typeof Operation>;

/** In which order a way goes through the phases. */
export const ORDER: Readonly<Record<Operation['way'], readonly Phase[]>> = {
  // Not to be long without a running one, all that can be done before is done before.
  'in-place': ['create', 'stop', 'swap', 'start', 'await', 'finish'],
  beside: ['create', 'start', 'await', 'stop', 'swap', 'finish'],
};

export const isKept = ({ phase }: Operation): boolean => phase === 'kept';

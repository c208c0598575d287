import { z } from 'zod';

const Body = z.record(z.string(), z.unknown());

/** How a container was at a time: all that is needed to make it again. Holds secrets: for the disk, never for a log. */
export const Version = z.object({
  id: z.string(),
  at: z.number(),
  containerId: z.string(),
  name: z.string(),
  image: z.string(),
  imageId: z.string(),
  by: z.enum(['app', 'others', 'seen']),
  /** What was chosen, as `POST /containers/create` takes it. */
  body: Body,
});
export type Version = z.infer<typeof Version>;

const Removal = z.object({
  at: z.number(),
  by: z.enum(['app', 'others']),
  wasRunning: z.boolean(),
  filesImage: z.string().optional(),
  lostVolumes: z.array(z.string()),
  namedVolumes: z.array(z.string()),
});
export type Removal = z.infer<typeof Removal>;

/** One container through all its lives: made anew it has another id, and is the same to a person. */
export const Story = z.object({
  version: z.literal(1),
  id: z.string().regex(/^[0-9a-f-]{8,64}$/),
  name: z.string(),
  /** The one that has it now, or had it last. */
  containerId: z.string(),
  /** Oldest first. */
  versions: z.array(Version).min(1),
  removal: Removal.optional(),
});
export type Story = z.infer<typeof Story>;

export const lastOf = ({ versions }: Story): Version => versions.at(-1)!;

import { z } from 'zod';
import type { Builder } from '../model/builder.ts';
import { call } from '../rpc/define.ts';

const context = z.object({ context: z.string().min(1) });
const name = z
  .string()
  .regex(
    /^[a-zA-Z0-9][a-zA-Z0-9._-]*$/,
    'A name begins with a letter or digit; after it come letters, digits, “.”, “_” and “-”.',
  );
const builder = context.extend({ name });

export const NewBuilder = z.object({
  name,
  driver: z.enum(['docker-container', 'remote']),
  /** Of a remote BuildKit: `tcp://host:1234`. */
  endpoint: z.string().min(1).optional(),
  platforms: z.array(z.string().min(1)).optional(),
  /** Of the driver: `network=host`, `image=moby/buildkit:v0.25`. */
  driverOptions: z.array(z.string().regex(/^[^=\s]+=.+$/, 'Write it as name=value.')).optional(),
  use: z.boolean().default(false),
});
export type NewBuilder = z.infer<typeof NewBuilder>;

export const builders = {
  list: call(context).returns<readonly Builder[]>(),
  /** Builds that name no builder go to it from then on. */
  use: call(builder).returns<void>(),
  create: call(context.extend({ builder: NewBuilder })).returns<void>(),
  /** Its cache goes with it, unless it is told to keep that. */
  remove: call(builder.extend({ keepState: z.boolean().default(false) })).returns<void>(),
  /** Starts its nodes: a job. The driver docker-container pulls BuildKit’s image for it. */
  boot: call(builder).returns<{ jobId: string }>(),
};

import { z } from 'zod';

const port = z
  .number()
  .int('A port is a whole number.')
  .min(1, 'A port is a number from 1 to 65535.')
  .max(65_535, 'A port is a number from 1 to 65535.');
const Protocol = z.enum(['tcp', 'udp', 'sctp']);

export const PortMapping = z
  .object({
    containerPort: port,
    protocol: Protocol.default('tcp'),
    /** Absent: every interface, as the CLI does. */
    hostIp: z.string().optional(),
    /** Absent: the engine picks a free one. */
    hostPort: port.optional(),
    /** With `hostPort` a range: the engine picks a free one of it. */
    hostPortEnd: port.optional(),
  })
  .refine(({ hostPort = 0, hostPortEnd }) => hostPortEnd === undefined || (hostPort > 0 && hostPortEnd > hostPort), {
    message: 'A range goes from a lower port to a higher one.',
    path: ['hostPortEnd'],
  });
export type PortMapping = z.infer<typeof PortMapping>;

/** A port that other containers are told of, and `publishAll` publishes. */
export const ExposedPort = z.object({ containerPort: port, protocol: Protocol.default('tcp') });
export type ExposedPort = z.infer<typeof ExposedPort>;

export const portFields = {
  ports: z.array(PortMapping).default([]),
  /** Publishes every exposed port, each on a free port of the host. */
  publishAll: z.boolean().default(false),
  /** Those that are only exposed; what is published is exposed by itself, and so is what the image says. */
  expose: z.array(ExposedPort).default([]),
};

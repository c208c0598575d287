import { z } from 'zod';
import { NamedValue } from './pairs.ts';

/** Before there were networks with names: the other container under an alias. */
export const Link = z.object({ container: z.string().min(1, 'Which container?'), alias: z.string().min(1) });
export type Link = z.infer<typeof Link>;

/** A place in one network. */
export const RunNetwork = z.object({
  /** `bridge`, `none`, `host`, `container:<id or name>` or the name of a network. */
  name: z.string().min(1, 'Which network?'),
  /** Further names by which others in this network find it. */
  aliases: z.array(z.string().min(1)).default([]),
  ipv4Address: z.string().optional(),
  ipv6Address: z.string().optional(),
  linkLocalAddresses: z.array(z.string()).default([]),
  macAddress: z.string().optional(),
  driverOptions: z.array(NamedValue).default([]),
  /** The network with the highest one gives the way out; absent: 0. */
  gatewayPriority: z.number().int().optional(),
  /** Of a further network; those of the first are in `links` of the settings. */
  links: z.array(Link).default([]),
});
export type RunNetwork = z.infer<typeof RunNetwork>;

/** A line of `/etc/hosts`; `host-gateway` stands for the machine of the engine. */
export const ExtraHost = z.object({
  host: z
    .string()
    .min(1)
    .regex(/^[^:=]*$/, 'A name has no “:” and no “=”.'),
  address: z.string().min(1, 'Which address?'),
});
export type ExtraHost = z.infer<typeof ExtraHost>;

export const networkFields = {
  /**
   * The first is the one that it is made with; none at all: the engine’s default bridge. `none`, `host` and
   * `container:…` stand alone.
   */
  networks: z.array(RunNetwork).default([]),
  links: z.array(Link).default([]),
  /** Absent: a name made of the id. */
  hostname: z.string().optional(),
  domainname: z.string().optional(),
  dns: z.array(z.string().min(1)).default([]),
  dnsOptions: z.array(z.string().min(1)).default([]),
  dnsSearch: z.array(z.string().min(1)).default([]),
  extraHosts: z.array(ExtraHost).default([]),
};

import { z } from 'zod';
import type { AppError } from '../errors.ts';
import type { ContainerState } from './container.ts';

/** One range of addresses that a network gives its containers. */
export interface NetworkPool {
  /** `172.18.0.0/16`, `fd00:1::/64` */
  readonly subnet: string;
  readonly gateway?: string;
  /** Only from here does the engine choose addresses itself. */
  readonly ipRange?: string;
  /** Addresses that it gives to nobody, by name. */
  readonly auxAddresses: Readonly<Record<string, string>>;
}

/** A network of a list. */
export interface NetworkSummary {
  readonly id: string;
  readonly name: string;
  /** `bridge`, `macvlan`, `overlay`…; `null` is that of the network `none`. */
  readonly driver: string;
  /** `local`, `swarm` or `global` */
  readonly scope: string;
  /** Epoch ms; 0 where the engine does not say. */
  readonly createdAt: number;
  /** Nothing outside reaches its containers through it, and they reach nothing outside. */
  readonly isInternal: boolean;
  /** Of a swarm: single containers may join it too. */
  readonly isAttachable: boolean;
  readonly isIpv6: boolean;
  /** Spreads the published ports of a swarm. */
  readonly isIngress: boolean;
  /** Only settings, which other networks take over. */
  readonly isConfigOnly: boolean;
  readonly pools: readonly NetworkPool[];
  /** Those of `pools`. */
  readonly subnets: readonly string[];
  readonly ipamDriver: string;
  readonly options: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** The Compose project that made it. */
  readonly stack?: string;
}

const OWN = new Set(['bridge', 'host', 'none']);
/** Podman’s has another name. */
const isDefaultOfPodman = ({ name, driver }: Pick<NetworkSummary, 'name' | 'driver'>) =>
  name === 'podman' && driver === 'bridge';

/** One of those that every engine has: it can be neither made nor removed. */
export const isEngineOwn = (network: Pick<NetworkSummary, 'name' | 'driver' | 'isIngress'>): boolean =>
  OWN.has(network.name) || network.isIngress || isDefaultOfPodman(network);

/** The bridge that containers are put on when nobody says where; names are not resolved there. */
export const isDefaultBridge = ({ name, options }: Pick<NetworkSummary, 'name' | 'options'>): boolean =>
  name === 'bridge' || options['com.docker.network.bridge.default_bridge'] === 'true';

/** Why containers cannot join or leave it while they live; undefined where they can. */
export function whyFixed({ name, driver, isConfigOnly }: NetworkSummary): string | undefined {
  if (driver === 'host' || name === 'host') return 'The host network can only be chosen when a container is made.';
  if (driver === 'null' || name === 'none') return 'A container without a network is made so.';
  if (isConfigOnly) return 'It only holds settings for other networks.';
  return undefined;
}

/** A container on a network, running or not. */
export interface NetworkMember {
  readonly id: string;
  readonly name: string;
  readonly state: ContainerState;
  readonly ipAddress?: string;
  readonly ipv6Address?: string;
  readonly macAddress?: string;
  /** Chosen for it, and kept. */
  readonly fixedIpAddress?: string;
  readonly fixedIpv6Address?: string;
  readonly aliases: readonly string[];
  /** All names that lead to it from other containers of this network while it runs: its own, its aliases, its short id. */
  readonly names: readonly string[];
  /** Names that it alone knows others by (`--link`), as `[name of the other, alias]`. */
  readonly links: readonly (readonly [target: string, alias: string])[];
}

/** `GET /networks/{id}` and its containers in our words. */
export interface NetworkDetail extends NetworkSummary {
  readonly members: readonly NetworkMember[];
  /** The engine's own answer. */
  readonly raw: unknown;
}

/** What a new network is to be. */
export const NetworkSettings = z.object({
  name: z.string().min(1),
  driver: z.string().min(1).default('bridge'),
  /** Without a pool the engine chooses a subnet itself. */
  pools: z
    .array(
      z.object({
        subnet: z.string().min(1),
        gateway: z.string().min(1).optional(),
        ipRange: z.string().min(1).optional(),
        auxAddresses: z.record(z.string().min(1), z.string().min(1)).default({}),
      }),
    )
    .default([]),
  isInternal: z.boolean().default(false),
  isAttachable: z.boolean().default(false),
  isIpv6: z.boolean().default(false),
  ipamDriver: z.string().min(1).default('default'),
  options: z.record(z.string().min(1), z.string()).default({}),
  labels: z.record(z.string().min(1), z.string()).default({}),
});
export type NetworkSettings = z.infer<typeof NetworkSettings>;
export type NetworkSettingsInput = z.input<typeof NetworkSettings>;

/** How a container joins a network. Its MAC address is the engine's choice: the API takes one here and ignores it (28.5). */
export const EndpointSettings = z.object({
  aliases: z.array(z.string().min(1)).default([]),
  ipAddress: z.string().min(1).optional(),
  ipv6Address: z.string().min(1).optional(),
});
export type EndpointSettings = z.infer<typeof EndpointSettings>;

/** What the engine and its machine say about where a new network can be. */
export interface NetworkSurroundings {
  /** Of those that the engine has, the ones that can be chosen. */
  readonly drivers: readonly string[];
  readonly isSwarmManager: boolean;
  /** Subnets of the machine itself that no network of this engine has; empty where the machine is another one. */
  readonly hostSubnets: readonly { readonly interface: string; readonly subnet: string }[];
  /** `eth0`…, for macvlan and ipvlan; empty where the machine is another one. */
  readonly hostInterfaces: readonly string[];
}

/** What removing these networks would do, as it is now. */
export interface NetworkRemovalPlan {
  readonly networks: readonly PlannedNetworkRemoval[];
}

export interface PlannedNetworkRemoval {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly subnets: readonly string[];
  readonly stack?: string;
  /** `blocked`: running containers are on it. `own`: it is the engine's. */
  readonly outcome: 'removed' | 'blocked' | 'own';
  /** Those that do not run would not start any more without it. */
  readonly members: readonly { readonly id: string; readonly name: string; readonly state: ContainerState }[];
}

/** How a container could be led to another. */
export interface ConnectPlan {
  /** Why it cannot be: the host’s network, another container’s. */
  readonly refusal?: AppError;
  /** Where both are, or could be, the best first. */
  readonly choices: readonly ConnectChoice[];
  /** For a network that is made for both. */
  readonly newName: string;
  /** Legacy links from the one to the other: aliases that a network can give instead. */
  readonly linkAliases: readonly string[];
}

export interface ConnectChoice {
  readonly id: string;
  readonly name: string;
  readonly isFromOn: boolean;
  readonly isToOn: boolean;
  readonly isInternal: boolean;
  /** By which the other is found there already, or would be. */
  readonly names: readonly string[];
}

/** What was done, and what works now. */
export interface Connected {
  readonly networkId: string;
  readonly networkName: string;
  /** Resolve to the other from now on. */
  readonly names: readonly string[];
}

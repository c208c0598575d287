import { z } from 'zod';
import type { AppError } from '../errors.ts';
import type { Protocol } from './container.ts';

/** A host of a try: a name, an address. What a shell might read otherwise is refused. */
export const HostName = z
  .string()
  .trim()
  .min(1, 'Name a container, a host or an address.')
  .max(253)
  .regex(
    /^[A-Za-z0-9_]([A-Za-z0-9_.:-]*[A-Za-z0-9_])?$|^::1?$|^[0-9a-fA-F:]+::$/,
    'This is neither a name nor an address.',
  );
export const PortNumber = z.number().int().min(1).max(65_535);

export type ReachStepId = 'runs' | 'means' | 'network' | 'listens' | 'resolves' | 'connects' | 'answers';

/** One thing that must be so for A to reach B. */
export interface ReachStep {
  readonly id: ReachStepId;
  /** `skipped`: an earlier step has decided it. `unknown`: nobody could say. */
  readonly outcome: 'yes' | 'no' | 'unknown' | 'skipped' | 'running';
  readonly text: string;
  /** How it is known: `getent in web`, `inspect`. */
  readonly source?: string;
}

/** Why it does not work, for which the page has a remedy. */
export type ReachReason =
  | 'not-running'
  | 'target-not-running'
  | 'no-common-network'
  | 'default-bridge-names'
  | 'no-icc'
  | 'internal'
  | 'name-unknown'
  | 'name-elsewhere'
  | 'nothing-listens'
  | 'listens-on-loopback'
  | 'refused'
  | 'no-answer-in-time'
  | 'unreachable'
  | 'no-network';

/** Everything that is known until now; the last one of a stream is the result. */
export interface ReachReport {
  readonly steps: readonly ReachStep[];
  readonly isDone: boolean;
  readonly verdict: 'reaches' | 'fails' | 'unknown';
  /** One sentence. */
  readonly summary: string;
  readonly reason?: ReachReason;
  /** What to do about it. */
  readonly hint?: string;
  /** The container that is meant, where it is one of this engine. */
  readonly targetId?: string;
  /** Images of the engine that could try in its place, where the container has no tools of its own. */
  readonly toolImages?: readonly string[];
  /** What was run, as a person could. */
  readonly command?: string;
  readonly error?: AppError;
}

/** A port on which a program of a container waits. */
export interface ListeningSocket {
  readonly protocol: Extract<Protocol, 'tcp' | 'udp'>;
  /** `0.0.0.0`, `::`, `127.0.0.1` */
  readonly address: string;
  readonly port: number;
}

/** From where a published port can be reached. */
export type PortReach = 'loopback' | 'one-address' | 'every-address';

/** The way from an address of the machine into a container. */
export interface PortWay {
  readonly containerPort: number;
  readonly protocol: Protocol;
  readonly hostIp: string;
  readonly hostPort: number;
  readonly reach: PortReach;
  /** Addresses of the machine at which it is open, with their interface; empty where the machine is another one. */
  readonly hostAddresses: readonly { readonly interface: string; readonly address: string }[];
  /** Of the container: to where packets are sent on. */
  readonly target?: { readonly network: string; readonly address: string };
  /** What sends them on, one a line: `docker-proxy (pid 812)`, `iptables`. */
  readonly rules: readonly string[];
  /** Whether a program waits there; absent where nobody can say. */
  readonly listens?: 'yes' | 'loopback-only' | 'no';
  /** A connection from the machine; absent where the machine is another one, and for other protocols than TCP. */
  readonly probe?: {
    readonly outcome: 'answers' | 'connects' | 'closed' | 'refused' | 'timeout';
    readonly text: string;
  };
  /** One sentence. */
  readonly summary: string;
}

/** The ways into one container. */
export interface PublishedPorts {
  readonly ways: readonly PortWay[];
  /** Ports on which it waits and which are not published; absent where nobody can say. */
  readonly unpublished?: readonly ListeningSocket[];
  /** Whether the engine runs on this machine: only then can it be looked at. */
  readonly isLocal: boolean;
}

import { z } from 'zod';
import type { AppError } from '../errors.ts';
import type { Requirement } from './engine.ts';

export const FirstRunStep = z.enum(['computer', 'engine', 'container', 'tour']);
export type FirstRunStep = z.infer<typeof FirstRunStep>;

export const MachineCheckId = z.enum(['system', 'virtualization', 'memory', 'disk', 'rights']);
export type MachineCheckId = z.infer<typeof MachineCheckId>;

/** What a mended thing waits for before it counts. */
export type MendedAfter = 'nothing' | 'sign-in' | 'restart';

/** Where the person is in the first run. It is kept, so that it goes on after a restart of the app or the computer. */
export interface FirstRunState {
  /** To be shown by itself: Gantry is new here, and the person has neither gone through it nor skipped it. */
  readonly isDue: boolean;
  readonly step: FirstRunStep;
  /** A thing was mended and waits for this; absent once the computer was started again since. */
  readonly awaits?: { readonly check: MachineCheckId; readonly after: Exclude<MendedAfter, 'nothing'> };
  /** It goes on after a restart of the computer that it had asked for. */
  readonly wasRestarted: boolean;
}

/** `poor`: works, with less. `missing`: nothing, or not what depends on it, works before it is mended. */
export type CheckStatus = 'good' | 'poor' | 'missing';

/** A step that Gantry can take for the person. */
export interface MachineFix {
  /** The program and its arguments: no shell reads them. */
  readonly command: readonly string[];
  /** The system asks for an administrator’s permission. */
  readonly needsElevation: boolean;
  readonly after: MendedAfter;
}

export type VirtualizationState =
  | 'usable'
  /** The person’s user may not use it. */
  | 'no-rights'
  /** The processor has it, the kernel’s module is not loaded. */
  | 'no-module'
  /** Off in the firmware, or this is a virtual machine without nested virtualization. */
  | 'off'
  | 'unknown';

/** What this computer has for an engine: facts, for the page to say in words. */
export type MachineCheck = {
  readonly status: CheckStatus;
  /** The steps by hand, to be typed. */
  readonly commands?: readonly string[];
  readonly fix?: MachineFix;
} & (
  | {
      readonly id: 'system';
      /** As the system calls itself: `Debian GNU/Linux 12`. */
      readonly name: string;
      readonly arch: string;
      readonly reason: 'supported' | 'too-old' | 'unknown-processor' | 'unknown-system';
    }
  | { readonly id: 'virtualization'; readonly reason: VirtualizationState; readonly isNeeded: boolean }
  | { readonly id: 'memory'; readonly totalBytes: number; readonly neededBytes: number }
  | { readonly id: 'disk'; readonly freeBytes: number; readonly neededBytes: number; readonly folder: string }
  | {
      readonly id: 'rights';
      readonly user: string;
      readonly reason: 'administrator' | 'user' | 'socket-refused' | 'not-writable';
      /** The socket that was refused, or the folder that cannot be written to. */
      readonly path?: string;
    }
);

/** Why an engine is offered as it is. */
export type OfferReason =
  /** An engine that answers. */
  | 'answers'
  /** It is there, and this user may not use it. */
  | 'no-rights'
  /** It is there, and does not answer. */
  | 'silent'
  /** Gantry’s own, and no other answers. */
  | 'nothing-else'
  /** Gantry’s own, beside one that answers. */
  | 'beside'
  /** Gantry’s own lacks something of this computer. */
  | 'lacking'
  /** Without a VM there is none on this system. */
  | 'only-way';

/** An engine the person may begin with. */
export interface EngineOffer {
  readonly kind: 'existing' | 'native' | 'vm';
  /** The context: `gantry` of Gantry’s own. */
  readonly context: string;
  readonly reason: OfferReason;
  readonly isRecommended: boolean;
  /** The one that is used now. */
  readonly isChosen: boolean;
  /** Of one that answers: `Docker 28.1`. */
  readonly product?: string;
  readonly endpoint: string;
  /** Why one that is there cannot be used. */
  readonly error?: AppError;
  /** What Gantry’s own lacks here. */
  readonly lacking?: readonly Requirement[];
}

export const EngineOfferRef = z.object({
  kind: z.enum(['existing', 'native', 'vm']),
  context: z.string().min(1).max(255),
});
export type EngineOfferRef = z.infer<typeof EngineOfferRef>;

/** What the first container will be, before it is made. */
export interface FirstContainerPlan {
  readonly image: string;
  readonly name: string;
  /** The image is there already: nothing is made or fetched. */
  readonly hasImage: boolean;
  /** The docker commands that do the same, in order. */
  readonly commands: readonly string[];
}

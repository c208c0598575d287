import type { AppError } from '../errors.ts';
import type { EnginePlace } from './engineVm.ts';

/** A thing the app's own engine needs from this machine. */
export interface Requirement {
  readonly name: string;
  readonly isMet: boolean;
  /** What is missing and why it is needed. */
  readonly message: string;
  /** What to type or do; present when not met. */
  readonly remedy?: string;
  /** Without it everything works, only slower or with less. */
  readonly isOptional?: boolean;
  /** The step that mends it, where the app itself can take it. */
  readonly fix?: RequirementFix;
}

/** A step the app can take for the person, after it has been shown and agreed to. */
export interface RequirementFix {
  readonly title: string;
  /** Why it is needed, and why with these rights. */
  readonly why: string;
  /** The program and its arguments: no shell reads them. */
  readonly command: readonly string[];
  readonly needsElevation: boolean;
  /** It takes effect after the machine has been started again. */
  readonly needsReboot: boolean;
}

/** A part of the engine as it was taken: what, which version, from where. */
export interface EnginePart {
  readonly name: string;
  readonly version: string;
  readonly source: 'docker-static' | 'debian' | 'system';
  readonly sha256?: string;
}

/** A step of a start that is behind us. */
export interface StartStage {
  readonly name: string;
  /** Since the start began. */
  readonly doneMs: number;
}

/** All that an engine has, as it says itself: what its reset removes. */
export interface EngineHoldings {
  /** Names. */
  readonly containers: readonly string[];
  readonly volumes: readonly string[];
  readonly images: number;
  /** Entries of the build cache. */
  readonly cached: number;
  readonly sizeBytes: number;
}

export type EngineState =
  | { readonly type: 'absent'; readonly requirements: readonly Requirement[] }
  | { readonly type: 'installing'; readonly step: string; readonly doneBytes?: number; readonly totalBytes?: number }
  | {
      readonly type: 'stopped';
      /** The VM sleeps since nothing ran in it: the first request at its socket wakes it. */
      readonly isAsleep?: boolean;
    }
  | {
      readonly type: 'starting';
      readonly sinceAt: number;
      readonly attempt: number;
      /** In a VM: what is done already, in order. */
      readonly stages?: readonly StartStage[];
    }
  | {
      readonly type: 'running';
      /** Of dockerd, or of the VM; 0 where the hypervisor has no process of its own for a VM. */
      readonly pid: number;
      readonly sinceAt: number;
      readonly isAdopted: boolean;
      readonly version: string;
      /** It was asked to stop and is ending its containers. */
      readonly isStopping?: boolean;
      /** In a VM: how its start went, where it was seen. */
      readonly stages?: readonly StartStage[];
    }
  | {
      readonly type: 'failed';
      readonly cause: AppError;
      readonly logTail: readonly string[];
      /** When it is tried again by itself. */
      readonly retryAt?: number;
    };

/** The app's own engine: a dockerd that we install, start and look after, on this machine or in a VM of ours. */
export interface EngineStatus {
  readonly state: EngineState;
  readonly mode: 'root' | 'rootless' | 'vm';
  readonly endpoint: string;
  readonly dataRoot: string;
  readonly parts: readonly EnginePart[];
  readonly isDebug: boolean;
  /** Where it can be made to run on this machine; one place alone leaves nothing to choose. */
  readonly places?: readonly EnginePlace[];
  /** What the guest says that is wrong with it though it runs: its disk is nearly full. */
  readonly warnings?: readonly string[];
}

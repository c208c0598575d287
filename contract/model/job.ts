import type { AppError } from '../errors.ts';

export type JobKind =
  | 'apply'
  | 'run'
  | 'pull'
  | 'push'
  | 'update'
  | 'change'
  | 'remove'
  | 'prune'
  | 'export'
  | 'load'
  | 'commit'
  | 'engine'
  | 'build'
  | 'build-shell'
  | 'builder'
  | 'volume'
  | 'stack';

/** One line of a job's progress: a layer, a step, a container. */
export interface JobItem {
  readonly id: string;
  readonly label: string;
  readonly status: string;
  readonly isDone: boolean;
  readonly doneBytes?: number;
  readonly totalBytes?: number;
}

/** Long work: it survives navigation and a closed window, and says how it ended. */
export interface Job {
  readonly id: string;
  readonly kind: JobKind;
  readonly title: string;
  readonly context?: string;
  /** The docker command that does the same. */
  readonly command?: string;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  readonly startedAt: number;
  readonly endedAt?: number;
  /** What it does now, in words. */
  readonly message: string;
  readonly items: readonly JobItem[];
  readonly doneBytes?: number;
  /** Absent while unknown. */
  readonly totalBytes?: number;
  /** Of the last seconds, while bytes are sent. */
  readonly bytesPerSecond?: number;
  /** It can be begun again as it was, once it has failed or was cancelled. */
  readonly canRetry?: boolean;
  readonly error?: AppError;
  readonly result?: JobResult;
}

export type JobResult =
  | { readonly type: 'containers'; readonly ids: readonly string[]; readonly warnings: readonly string[] }
  | { readonly type: 'image'; readonly id: string; readonly reference?: string; readonly digest?: string }
  | { readonly type: 'pushed'; readonly tags: readonly PushedImage[] }
  | { readonly type: 'images'; readonly references: readonly string[]; readonly ids: readonly string[] }
  | {
      readonly type: 'removedImages';
      readonly untagged: readonly string[];
      readonly deleted: readonly string[];
      /** As the plan had it; absent when not all went. */
      readonly freedBytes?: number;
    }
  | { readonly type: 'volume'; readonly name: string }
  /** `warnings`: what compose said besides; `exitCode` of a one-off. */
  | {
      readonly type: 'stack';
      readonly project: string;
      readonly warnings: readonly string[];
      readonly exitCode?: number;
    }
  | { readonly type: 'freed'; readonly removed: number; readonly freedBytes: number }
  | { readonly type: 'file'; readonly name: string; readonly sizeBytes: number };

/** One tag that a registry has now. */
export interface PushedImage {
  /** With its tag: `localhost:5000/app:1`. */
  readonly reference: string;
  readonly digest: string;
  /** Of its manifest. */
  readonly sizeBytes: number;
}

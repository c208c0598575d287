import { z } from 'zod';
import type { AppError } from '../errors.ts';

/** `latest` is what has been released; `beta` also what is about to be. */
export const UpdateChannel = z.enum(['latest', 'beta']);
export type UpdateChannel = z.infer<typeof UpdateChannel>;

/** A version of the app that is not the one that runs. */
export interface Release {
  readonly version: string;
  /** What changes, as its makers say it: plain text or Markdown. */
  readonly notes: string;
  readonly releasedAt?: number;
}

export type UpdateState =
  /** This copy cannot update itself; `reason` says why and what does it instead. */
  | { readonly type: 'unsupported'; readonly reason: string }
  /** `checkedAt` is absent until somebody has asked. */
  | { readonly type: 'current'; readonly checkedAt?: number }
  | { readonly type: 'checking' }
  | { readonly type: 'available'; readonly release: Release }
  | { readonly type: 'downloading'; readonly release: Release; readonly percent: number }
  /** Downloaded, and its signature has been checked: nothing happens until the person says so. */
  | { readonly type: 'ready'; readonly release: Release }
  | { readonly type: 'failed'; readonly error: AppError };

/** What of the app itself may be replaced by what. */
export interface UpdateStatus {
  readonly version: string;
  readonly channel: UpdateChannel;
  readonly state: UpdateState;
  /** The version that ran here before this one, to go back to. */
  readonly previousVersion?: string;
}

/** One thing that has a version of its own, apart from the app's. */
export interface PartVersions {
  readonly name: 'engine' | 'guest';
  /** What is in use; absent while nothing is installed. */
  readonly installed?: string;
  /** What came with this app. */
  readonly bundled?: string;
}

import type { AppError } from '../errors.ts';

/** What a registry has for a tag, against what the engine has. */
export interface TagState {
  /** As the CLI shows it: `redis:7`. */
  readonly reference: string;
  readonly imageId: string;
  readonly state: 'current' | 'newer' | 'unknown';
  readonly localDigest: string;
  readonly remoteDigest?: string;
  /** When the registry was asked. */
  readonly checkedAt: number;
  /** Why it is not known. */
  readonly error?: AppError;
}

/** The tags that are watched on one engine. */
export interface TagWatch {
  readonly isChecking: boolean;
  /** Of the last check that ended; absent before the first. */
  readonly checkedAt?: number;
  readonly tags: readonly TagState[];
}

/** A container that an update would make anew, or why it would not. */
export interface UpdateCandidate {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  /** How it is done: beside the old one, or in its place because they cannot run at once. */
  readonly way?: 'beside' | 'in-place';
  /** Why they cannot run at once. */
  readonly reason?: string;
  /** Why it is left as it is. */
  readonly skipped?: string;
  readonly hasHealthcheck: boolean;
}

export interface UpdatePreview {
  readonly reference: string;
  readonly localDigest?: string;
  readonly remoteDigest?: string;
  readonly containers: readonly UpdateCandidate[];
}

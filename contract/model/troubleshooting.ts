import { z } from 'zod';
import type { AppError } from '../errors.ts';

/** In the order in which they are taken. */
export const SELF_TEST_STEPS = ['engine', 'image', 'run', 'publish', 'reach', 'remove'] as const;
export type SelfTestStepId = (typeof SELF_TEST_STEPS)[number];

export interface SelfTestStep {
  readonly id: SelfTestStepId;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'skipped';
  readonly durationMs?: number;
  /** What was found or made, in words; of a skipped one why. */
  readonly detail?: string;
  /** What was done, as a command. */
  readonly command?: string;
  readonly error?: AppError;
}

/** Something of the machine’s set-up that keeps Docker from working, or soon will. */
export interface Finding {
  readonly id: string;
  readonly message: string;
  /** What to do, or what the repair does. */
  readonly remedy: string;
  /** What to type, where that does it. */
  readonly command?: string;
  /** Present where the app can do it itself. */
  readonly repair?: { readonly needsElevation: boolean };
}

export const ResetPart = z.enum(['settings', 'layout', 'builds', 'history', 'presets', 'stacks', 'log']);
export type ResetPart = z.infer<typeof ResetPart>;

/** What goes when a part is reset, exactly. */
export interface Resettable {
  readonly part: ResetPart;
  readonly paths: readonly { readonly path: string; readonly sizeBytes: number; readonly files: number }[];
  /** Files that are in use go before the app opens them the next time. */
  readonly when: 'now' | 'next-start';
  /** It was asked for, and waits for the next start. */
  readonly isDue: boolean;
}

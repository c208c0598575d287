import type { AppError } from '../../contract/errors.ts';

/** What a request was about, for the words of an error. */
export interface Subject {
  readonly context: string;
  readonly kind?: 'container' | 'image' | 'network' | 'volume';
  /** A name that the person knows, not an id. */
  readonly name?: string | undefined;
}

/** One text of the engine's, and what it means. */
export interface Rule {
  readonly text: RegExp;
  make(match: RegExpExecArray, subject: Subject, status: number): AppError | undefined;
}

export const named = (subject: Subject, fallback = 'The container') => (subject.name ? `“${subject.name}”` : fallback);

export const invalid = (path: string, message: string, hint: string): AppError => ({
  code: 'invalid-input',
  path: [path],
  message,
  hint,
});
export const conflict = (message: string, hint: string): AppError => ({ code: 'conflict', message, hint });

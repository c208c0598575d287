import type { AppError, UnreachableReason } from '../../contract/errors.ts';

/** What no new attempt mends by itself, and what attempts make worse: an account is locked after too many of them. */
const REASONS: readonly UnreachableReason[] = ['host-key', 'sign-in', 'declined', 'unsupported'];

export const needsPerson = (error: AppError): boolean =>
  error.code === 'engine-unreachable' && REASONS.includes(error.reason);

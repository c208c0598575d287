/** How often a crashed engine is started again before a person is asked. */
export const MAX_ATTEMPTS = 5;

/** An engine that has run this long was well: a later crash is counted from one again. */
export const STABLE_MS = 60_000;

/** The wait before attempt 1, 2, …: 0.5 s, doubling. */
export const backoffMs = (attempt: number): number => 500 * 2 ** (Math.max(1, attempt) - 1);

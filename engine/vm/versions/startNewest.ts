import { isCancelled, toAppError, type AppError } from '../../../contract/errors.ts';
import type { GuestVersion, GuestVersions, RefusedVersion } from './versions.ts';

export interface StartedGuest<T> {
  readonly started: T;
  readonly guest: GuestVersion;
  /** Of the app's own version, when it did not start, now or earlier, and the one before it runs. */
  readonly passedOver?: RefusedVersion;
  /** The version runs, but could not be kept for later (a full disk): there will be no way back to it. */
  readonly notKept?: AppError;
}

/** Resolves when the engine has answered. Whatever it began must be ended when it rejects. */
export type StartGuest<T> = (guest: GuestVersion, passedOver?: RefusedVersion) => Promise<T>;

/**
 * Starts the app's own version of the guest, or, when that is new on this data and does not start, the one that ran before:
 * on the same data, which no version changes so that the one before it cannot read it. Rejects with what was wrong with the
 * first.
 */
export async function startNewest<T>(
  own: GuestVersion,
  versions: GuestVersions,
  start: StartGuest<T>,
): Promise<StartedGuest<T>> {
  const [first = own, previous] = await versions.candidates(own);
  const begin = async (guest: GuestVersion, passedOver?: RefusedVersion): Promise<StartedGuest<T>> => {
    const started = await start(guest, passedOver);
    const notKept = await versions.started(guest).then(() => undefined, toAppError);
    return { started, guest, ...(passedOver && { passedOver }), ...(notKept && { notKept }) };
  };
  try {
    return await begin(first, first.version === own.version ? undefined : await versions.refusal(own));
  } catch (error) {
    if (!previous || !isItsFault(error)) throw error;
    const { message } = toAppError(error);
    const second = await begin(previous, { version: first.version, reason: message }).catch(() => {
      throw error;
    });
    await versions.refused(first, message);
    return second;
  }
}

/** What the guest says of its data, its configuration and its machine would be the same with any other version. */
const ELSEWHERE = new Set([
  ...['data-unreadable', 'data-damaged', 'data-too-new', 'no-data-disk'],
  ...['no-config', 'config-damaged', 'no-network'],
]);

/** Whether another version may do better: it is known to have run, so nearly always. */
export function isItsFault(error: unknown): boolean {
  if (isCancelled(error)) return false;
  const cause = toAppError(error);
  if (cause.code === 'unexpected') return !ELSEWHERE.has(cause.detail);
  return cause.code === 'disconnected';
}

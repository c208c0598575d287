import { AppFailure, type AppError } from '../../../contract/errors.ts';
import { SshFailure } from '../../ssh/problem.ts';
import type { GuestWarning } from '../driver.ts';
import type { RefusedVersion } from '../versions/versions.ts';
import type { GuestFailure } from './serialWatch.ts';

/** What the guest says of why the engine in it does not run, with what helps. */
export function guestCause({ code, message }: GuestFailure): AppError {
  switch (code) {
    case 'data-full':
      return {
        code: 'no-space',
        message: 'The engine’s disk is full.',
        hint: 'Make it larger in the engine’s settings and restart the engine; then remove images or volumes that are not needed.',
        engineText: message,
      };
    case 'engine-crash-loop':
      return {
        code: 'unexpected',
        message: 'The engine in the VM ends as soon as it is started.',
        hint: 'Its last words (below) tell why. If settings in daemon.json are the cause, correct them and restart the engine.',
        engineText: message,
        detail: code,
      };
    default:
      return {
        code: 'unexpected',
        message: `The engine in the VM cannot run: ${message}`,
        hint: 'Restart the engine; if it stays so, its log tells more.',
        detail: code,
      };
  }
}

/** SSH to a VM of our own does not fail for what a person does: it is the VM that is not as it should be. */
export function linkCause(thrown: unknown): AppFailure {
  if (thrown instanceof AppFailure) return thrown;
  const failure = thrown instanceof SshFailure ? thrown : undefined;
  const isStranger = failure?.problem.type === 'host-key-changed' || failure?.problem.type === 'auth-failed';
  return new AppFailure({
    code: 'unexpected',
    message: isStranger
      ? 'What answers in the VM’s place is not this installation’s VM.'
      : 'The VM runs, but nobody can speak to it over SSH.',
    hint: 'Restart the engine. Its log tells what the VM did last.',
    detail: thrown instanceof Error ? thrown.message : String(thrown),
  });
}

export const deafGuest = (thrown: unknown): AppFailure =>
  new AppFailure({
    code: 'unexpected',
    message: 'The VM runs, but nobody can speak to it over SSH.',
    hint: 'It is tried on. To end it, restart the engine: where it does not hear, its power button is pressed.',
    detail: thrown instanceof Error ? thrown.message : String(thrown),
  });

export const silentEngine = (afterMs: number, engineText: string): AppFailure =>
  new AppFailure({
    code: 'unexpected',
    message: `The VM runs, but its engine did not answer within ${Math.round(afterMs / 1000)} s.`,
    hint: 'Restart the engine; its log tells what it did last.',
    ...(engineText && { engineText }),
    detail: 'GET /version',
  });

export const endedVm = (reason: string, message: string | undefined): AppFailure =>
  new AppFailure({
    code: 'unexpected',
    message: `The engine’s VM ended unexpectedly${message ? `: ${message}` : '.'}`,
    hint: 'It is started again by itself; its log says what it did last.',
    detail: reason,
  });

export const passedOverWarning = ({ version, reason }: RefusedVersion): GuestWarning => ({
  code: 'guest-passed-over',
  message: `Version ${version} of the VM’s system is not used, the one before it runs: ${reason}`,
});

export const noGuestBefore = (): AppFailure =>
  new AppFailure({
    code: 'not-found',
    message: 'No version of the VM’s system that ran before is kept.',
    hint: 'Reset the VM if nothing else helps: its data goes with it.',
  });

export const cancelled = (): AppFailure => new AppFailure({ code: 'cancelled', message: 'Cancelled.' });

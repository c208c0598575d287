import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from '../docker/connection.ts';
import { inspectMade, type MadeContainer } from './made.ts';

const LOOK_MS = 300;
/** Without a health check: running so long without a restart is up. */
export const STEADY_MS = 5000;
const SECOND_NS = 1_000_000_000;
const MAX_WAIT_MS = 15 * 60_000;

export type Up = { readonly isUp: true } | { readonly isUp: false; readonly why: string };

/** Waits until a container is healthy, or runs steadily where it has no health check. Rejects when cancelled. */
export async function awaitUp(
  connection: Connection,
  id: string,
  signal: AbortSignal,
  watchMs = STEADY_MS,
): Promise<Up> {
  const began = Date.now();
  for (;;) {
    const made = await inspectMade(connection, id, signal);
    const verdict = judge(made, Date.now() - began, watchMs);
    if (verdict) return verdict;
    await pause(LOOK_MS, undefined, { signal });
  }
}

/** Undefined while it is not to be told yet. */
export function judge(made: MadeContainer, waitedMs: number, watchMs = STEADY_MS): Up | undefined {
  const { State, RestartCount = 0 } = made;
  // Podman 4 says a health without a word where there is no check.
  const health = State.Health?.Status || undefined;
  if (State.Restarting) return no(`it ended with exit code ${State.ExitCode ?? '?'} and is restarted`);
  // How it ended is not known any more.
  if (RestartCount > 0) return no('it ended, and was restarted');
  if (!State.Running)
    return no(`it ended with exit code ${State.ExitCode ?? '?'}${State.Error ? ` (${State.Error})` : ''}`);
  if (health === 'unhealthy') return no(`its health check fails${lastWords(made)}`);
  if (health === undefined || health === 'none') return waitedMs >= watchMs ? { isUp: true } : undefined;
  // Longer than usual: somebody wants to see it stay so.
  if (health === 'healthy') return watchMs <= STEADY_MS || waitedMs >= watchMs ? { isUp: true } : undefined;
  return waitedMs > patience(made) ? no('its health check did not say “healthy” in time') : undefined;
}

const no = (why: string): Up => ({ isUp: false, why });

/** As long as the check itself may take to give up, and a little. */
function patience({ Config }: MadeContainer): number {
  const { StartPeriod = 0, Interval, Timeout, Retries } = Config.Healthcheck ?? {};
  // The engine's defaults stand for what is not set.
  const each = (Interval || 30 * SECOND_NS) + (Timeout || 30 * SECOND_NS);
  const ns = StartPeriod + each * ((Retries || 3) + 1);
  return Math.min(MAX_WAIT_MS, ns / 1_000_000 + 10_000);
}

function lastWords({ State }: MadeContainer): string {
  const output = State.Health?.Log?.at(-1)?.Output?.trim().split('\n')[0];
  return output ? `: ${output.slice(0, 200)}` : '';
}

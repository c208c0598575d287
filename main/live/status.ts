import type { HealthStatus } from '../../contract/model/container.ts';

/** What the engine says in words: `Up 3 minutes (healthy)`, `Exited (137) 2 hours ago`. */
export interface Status {
  readonly health?: HealthStatus;
  readonly exitCode?: number;
  /** When the run began or ended, to the rounding of the words. */
  readonly sinceAt?: number;
}

const SECOND = 1000;
const UNIT_MS: Readonly<Record<string, number>> = {
  second: SECOND,
  minute: 60 * SECOND,
  hour: 3600 * SECOND,
  day: 86_400 * SECOND,
  week: 7 * 86_400 * SECOND,
  month: 30 * 86_400 * SECOND,
  year: 365 * 86_400 * SECOND,
};

export function readStatus(text: string, now: number): Status {
  const health = /\((healthy|unhealthy|health: starting|starting)\)/.exec(text)?.[1];
  const exitCode = /^(?:Exited|Restarting|Dead) \((-?\d+)\)/.exec(text)?.[1];
  const age = readAge(text);
  return {
    ...(health && { health: health === 'healthy' || health === 'unhealthy' ? health : 'starting' }),
    ...(exitCode !== undefined && { exitCode: Number(exitCode) }),
    ...(age !== undefined && { sinceAt: now - age }),
  };
}

/** Docker's `units.HumanDuration`, read back. */
function readAge(text: string): number | undefined {
  if (/Less than a second/.test(text)) return 0;
  const [, amount, unit = ''] = /(\d+|About an?) (second|minute|hour|day|week|month|year)s?\b/.exec(text) ?? [];
  const unitMs = UNIT_MS[unit];
  if (amount === undefined || unitMs === undefined) return undefined;
  return (/^\d/.test(amount) ? Number(amount) : 1) * unitMs;
}

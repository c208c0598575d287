import type { Gantry } from '../../main/gantry.ts';

/** An engine that is slow to answer holds up no end of the app. */
const PATIENCE_MS = 2000;

/** Of one engine, now; undefined where it does not say in time. */
export async function countRunning(
  { containers }: Pick<Gantry['handlers'], 'containers'>,
  context: string,
  patienceMs = PATIENCE_MS,
): Promise<number | undefined> {
  const signal = AbortSignal.timeout(patienceMs);
  try {
    for await (const change of containers.watch({ context }, signal)) {
      if (change.type === 'snapshot') return change.items.filter(({ state }) => state === 'running').length;
      if (change.type === 'unreachable') return undefined;
    }
  } catch {
    // It is asked about as one that does not say.
  }
  return undefined;
}

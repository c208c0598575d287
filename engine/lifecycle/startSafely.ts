import type { DaemonDriver, Running } from '../native/daemon.ts';
import { goBackToGood, keepAsGood, mayBeOfSettings, takeUpRefused } from '../native/goodSettings.ts';
import type { Installation } from '../native/installation.ts';
import type { EnginePaths } from '../native/paths.ts';

/**
 * Starts the engine; when it does not come up with settings that it has never run with, it does with those before. An
 * engine is not down because of a line that `dockerd --validate` found nothing wrong with. Rejects as `start` does: with
 * why the settings that the person wants did not work, when the ones before do not work either.
 */
export async function startSafely(
  driver: Pick<DaemonDriver, 'start'>,
  paths: EnginePaths,
  installation: Installation,
  signal: AbortSignal,
): Promise<Running> {
  let running: Running;
  try {
    running = await driver.start(installation, signal);
  } catch (failure) {
    if (!mayBeOfSettings(failure) || !(await goBackToGood(paths, failure))) throw failure;
    try {
      return await driver.start(installation, signal);
    } catch {
      await takeUpRefused(paths);
      throw failure;
    }
  }
  await keepAsGood(paths);
  return running;
}

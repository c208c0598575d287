import type { TestProject } from 'vitest/node';
import { type RunningTestEngine, startTestEngine } from './startTestEngine.ts';
import { ENGINES } from './testEngine.ts';

/**
 * For vitest: an engine for each of its workers, so that test files run side by side and none sees what another makes;
 * `useEngineOfWorker.ts` takes the one of its worker. None is started when `GANTRY_TEST_SOCKET` names one that runs.
 * The function it gives ends them, and fails the run when tests left something behind.
 */
export default async function startEngines(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (process.env['GANTRY_TEST_SOCKET']) return undefined;
  const engines: RunningTestEngine[] = [];
  const end = async () => {
    const ended = await Promise.allSettled(engines.map((engine) => engine.stop()));
    const failure = ended.find((one) => one.status === 'rejected');
    if (!failure) return;
    process.exitCode = 1; // A runner may only print what a teardown throws.
    throw failure.reason;
  };
  try {
    const wanted = Math.min(project.config.maxWorkers, project.vitest.state.getPaths().length);
    // One after the other: each takes addresses that no other has.
    while (engines.length < wanted) engines.push(await startTestEngine());
  } catch (error) {
    await end().catch(() => {});
    throw error;
  }
  process.env[ENGINES] = JSON.stringify(
    engines.map(({ socketPath, cliPath, tools }) => ({ socketPath, cliPath, tools })),
  );
  return end;
}

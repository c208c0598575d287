import { tellTests } from './testEngine.ts';
import { startTestEngine } from './startTestEngine.ts';

/**
 * For Playwright: starts an engine unless `GANTRY_TEST_SOCKET` names one that runs, and tells the workers through the
 * environment. The function it gives ends the engine and fails the run when tests left something behind.
 */
export default async function globalSetup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['GANTRY_TEST_SOCKET']) return undefined;
  const engine = await startTestEngine();
  tellTests(engine);

  return async () => {
    delete process.env['GANTRY_TEST_SOCKET'];
    try {
      await engine.stop();
    } catch (error) {
      process.exitCode = 1; // A runner may only print what a teardown throws.
      throw error;
    }
  };
}

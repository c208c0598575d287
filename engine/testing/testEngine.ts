/** The engine that a test run uses. The label marks everything a test makes; a run fails when any of it is left. */
export interface TestEngine {
  readonly socketPath: string;
  /** A docker CLI, for differential tests. */
  readonly cliPath: string;
}

export const TEST_LABEL = 'gantry.test';

/** Set by `globalSetup.ts`, or by hand to use an engine that runs already. */
export function testEngine(): TestEngine {
  const socketPath = process.env['GANTRY_TEST_SOCKET'];
  const cliPath = process.env['GANTRY_TEST_CLI'];
  if (!socketPath || !cliPath) throw new Error('The test engine is not running: use `npm run test:integration`.');
  return { socketPath, cliPath };
}

import type { EngineTools } from '../lifecycle/api.ts';

/** The engine that a test run uses. The label marks everything a test makes; a run fails when any of it is left. */
export interface TestEngine {
  readonly socketPath: string;
  /** A docker CLI, for differential tests. */
  readonly cliPath: string;
}

export interface ToldEngine extends TestEngine {
  readonly tools: EngineTools;
}

export const TEST_LABEL = 'gantry.test';

/** Where the engines of a run's workers stand in the environment. */
export const ENGINES = 'GANTRY_TEST_ENGINES';

/** Makes it the one that tests of this process, and of those that it starts, use. */
export function tellTests({ socketPath, cliPath, tools }: ToldEngine): void {
  process.env['GANTRY_TEST_SOCKET'] = socketPath;
  process.env['GANTRY_TEST_CLI'] = cliPath;
  if (tools.buildx) process.env['GANTRY_TEST_BUILDX'] = tools.buildx;
  if (tools.compose) process.env['GANTRY_TEST_COMPOSE'] = tools.compose;
}

/** As the run's setup tells it, or by hand (`GANTRY_TEST_SOCKET`, `GANTRY_TEST_CLI`) one that runs already. */
export function testEngine(): TestEngine {
  const socketPath = process.env['GANTRY_TEST_SOCKET'];
  const cliPath = process.env['GANTRY_TEST_CLI'];
  if (!socketPath || !cliPath) throw new Error('The test engine is not running: use `npm run test:integration`.');
  return { socketPath, cliPath };
}

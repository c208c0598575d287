import { type ChildProcess, spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StackAction, type StackTarget } from '../../../contract/model/stackRun.ts';
import { openGantry } from '../../containerChange/testing/gantryClient.ts';
import { bringPlugins } from './madeStacks.ts';

/** The whole product in a process of its own, with an `up` under way: to be killed in the middle of it. */
export function spawnUp(stack: StackTarget): ChildProcess {
  const script = fileURLToPath(import.meta.url);
  const run = `void (async () => {
    const { runnerImport } = await import('vite');
    const { module } = await runnerImport(${JSON.stringify(script)}, { configFile: false, logLevel: 'silent' });
    await module.${upThere.name}(${JSON.stringify(stack)});
    process.exit();
  })();`;
  // Its data goes with the folder of the stack.
  const env = { ...process.env, TMPDIR: stack.files?.workingDir };
  return spawn(process.execPath, ['--eval', run], {
    cwd: dirname(script),
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

/** Run it by `spawnUp`. */
export async function upThere(stack: StackTarget): Promise<void> {
  const gantry = await openGantry();
  await bringPlugins(gantry.dataDir);
  const { jobId } = await gantry.client.stackRuns.start({ stack, action: StackAction.parse({ type: 'up' }) });
  await gantry.ended(jobId);
  await gantry.close();
}

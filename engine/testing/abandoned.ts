import { spawn } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEngine } from '../lifecycle/engine.ts';

const PREFIX = 'gantry-test-';

/** A folder for an engine that belongs to this process: when that dies, `removeAbandoned` ends the engine in it. */
export async function makeEngineDir(): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), PREFIX));
  await writeFile(path.join(dir, 'owner'), String(process.pid));
  return dir;
}

/** Ends the engines of test runs that were killed before they could, and removes their folders. */
export async function removeAbandoned(): Promise<void> {
  for (const name of (await readdir(tmpdir())).filter((one) => one.startsWith(PREFIX))) {
    const dir = path.join(tmpdir(), name);
    const owner = await readFile(path.join(dir, 'owner'), 'utf8').catch(() => undefined);
    if (owner === undefined || (await isRunning(owner))) continue;
    const engine = createEngine({ dir, env: process.env });
    await engine.stop();
    await engine.close();
    await rm(dir, { recursive: true, force: true });
  }
}

/** Not so for a zombie, which has no arguments left. */
const isRunning = async (pid: string): Promise<boolean> =>
  (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')) !== '';

/**
 * Starts a process that does nothing until this one ends, however it ends (a runner leaves at once on Ctrl-C), and then
 * clears up after it. Gives what dismisses it.
 */
export function watchOverThisProcess(): () => void {
  const self = fileURLToPath(import.meta.url);
  // A shell waits: it costs less than Node. Vite, which every test run has, lets Node read TypeScript.
  const clearUp = `
    const { runnerImport } = await import('vite');
    const { module } = await runnerImport(${JSON.stringify(self)}, { configFile: false, logLevel: 'silent' });
    await module.removeAbandoned();`;
  const script = 'cat >/dev/null; sleep 2; exec "$0" --input-type=module --eval "$1"';
  const child = spawn('sh', ['-c', script, process.execPath, clearUp], {
    cwd: path.dirname(self),
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.unref();
  // The pipe closes with this process, and must not keep it alive.
  (child.stdin as unknown as { unref(): void }).unref();
  return () => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  };
}

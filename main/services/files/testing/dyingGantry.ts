import { type ChildProcess, spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileSource } from '../../../../contract/model/files.ts';
import { type DeathPoint, watchFor } from '../../volumes/testing/deathPoints.ts';
import { startFilesClient, uploadItem } from './filesClient.ts';

const SEND = /^PUT \S*\/archive\?path=\S*\/\.gantry-upload-/;

export const LARGE_BYTES = 8_000_000;

/** Of an upload of two large files. */
const POINTS = {
  'the first half of a file being sent': { request: SEND, bytes: 3_000_000 },
  'the second file being sent': { request: SEND, bytes: LARGE_BYTES + 3_000_000 },
  'all just sent': { request: SEND, isAnswered: true },
} as const satisfies Record<string, DeathPoint>;
const STOPPED = {
  ...POINTS,
  'the root about to be held': { request: /^PUT \S*\/archive\?path=\/&/ },
  'the helper just started': { request: /^POST \S*\/containers\/\w+\/start/, isAnswered: true },
} as const satisfies Record<string, DeathPoint>;

export const DEATHS: Readonly<Record<'running' | 'stopped', Readonly<Record<string, DeathPoint>>>> = {
  running: POINTS,
  stopped: STOPPED,
};

export interface Death {
  readonly state: keyof typeof DEATHS;
  readonly phase: string;
  readonly source: FileSource;
  readonly directory: string;
  readonly names: readonly string[];
}

/** It in a process of its own, with a folder of its own for what it has for a while. */
export function spawnGantry(death: Death, temporaryDir: string): ChildProcess {
  const script = fileURLToPath(import.meta.url);
  const run = `
    const { runnerImport } = await import('vite');
    const { module } = await runnerImport(${JSON.stringify(script)}, { configFile: false, logLevel: 'silent' });
    await module.${uploadAndDie.name}(${JSON.stringify(death)});
    process.exit();`;
  return spawn(process.execPath, ['--input-type=module', '--eval', run], {
    cwd: dirname(script),
    env: { ...process.env, TMPDIR: temporaryDir },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

/** Begins an upload, and is killed in the middle of it: run it in a process of its own. */
export async function uploadAndDie({ state, phase, source, directory, names }: Death): Promise<void> {
  const point = DEATHS[state][phase];
  if (!point) throw new Error(`There is no phase “${phase}”.`);
  const { onTraffic } = watchFor(point, () => process.kill(process.pid, 'SIGKILL'));
  const app = await startFilesClient({ onTraffic });
  const content = Buffer.alloc(LARGE_BYTES, 'new');
  const items = names.map((name) => uploadItem(name, content));
  const pieces = items.flatMap(() => Array.from({ length: 8 }, (_, at) => content.subarray(at * 1e6, (at + 1) * 1e6)));
  await app.send(await app.client.upload({ source, directory, items, rights: {}, isReplacing: true }), pieces);
}

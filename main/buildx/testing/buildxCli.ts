import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { testEngine } from '../../../engine/testing/testEngine.ts';
import { asShellScript } from '../../live/testing/engineCli.ts';
import { type Buildx, createBuildx } from '../createBuildx.ts';

const run = promisify(execFile);

export interface BuildxCli {
  /** As the product runs it, with a CLI configuration of its own. */
  readonly buildx: Buildx;
  /** A shown command as a person would paste it, with the same configuration; `docker buildx` is there. */
  shell(script: string): Promise<string>;
  close(): Promise<void>;
}

/** The test engine's buildx, with builders that nobody else sees. */
export async function openBuildxCli(): Promise<BuildxCli> {
  const program = process.env['GANTRY_TEST_BUILDX'];
  if (!program) throw new Error('These tests need docker buildx: set GANTRY_TEST_BUILDX to where it is.');
  const config = await mkdtemp(path.join(tmpdir(), 'gantry-buildx-'));
  await mkdir(path.join(config, 'cli-plugins'));
  await symlink(program, path.join(config, 'cli-plugins', 'docker-buildx'));
  const env = {
    PATH: process.env['PATH'],
    HOME: config,
    DOCKER_HOST: `unix://${testEngine().socketPath}`,
    DOCKER_CONFIG: config,
  };
  return {
    buildx: createBuildx({ env, cliArgs: () => [], ownBuildx: () => undefined }),
    shell: async (script) => (await run('/bin/sh', ['-c', asShellScript(script)], { env })).stdout.trim(),
    close: () => rm(config, { recursive: true, force: true }),
  };
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkDockerfileCommand } from '../../contract/commands/buildxCommands.ts';
import type { DockerfileCheck } from '../../contract/model/dockerfile.ts';
import { type BuildxCli, openBuildxCli } from '../buildx/testing/buildxCli.ts';
import { type LiveEngine, startLiveEngine } from '../live/testing/liveEngine.ts';
import { createActivityLog } from './activity.ts';
import { createDockerfilesService } from './dockerfiles.ts';

const context = 'default';
const { signal } = new AbortController();
const activity = createActivityLog();
let engine: LiveEngine;
let cli: BuildxCli;
let dockerfiles: ReturnType<typeof createDockerfilesService>;
let folder: string;

beforeAll(async () => {
  [engine, cli] = await Promise.all([startLiveEngine(), openBuildxCli()]);
  const { getConnection, cliArgs } = engine.contexts;
  dockerfiles = createDockerfilesService({ buildx: cli.buildx, getConnection, cliArgs, activity });
});
afterAll(async () => {
  await cli.close();
  await engine.close();
});
beforeEach(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'gantry-check-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const check = (text: string, until = signal) => dockerfiles.check({ context, text, path: fileIn(folder) }, until);
const fileIn = (dir: string) => path.join(dir, 'Dockerfile.test');
const rules = ({ findings }: DockerfileCheck) =>
  findings.map(({ ruleName, startLine }) => `${ruleName}:${startLine}`).toSorted();

describe('BuildKit’s own checks', () => {
  const OLD = 'FROM busybox\nMAINTAINER me\nENV A b\nWORKDIR app\nCMD echo hi\nCMD echo ho\n';

  test('of a text that is not saved say rule, line and why', async () => {
    const checked = await check(OLD);
    expect(rules(checked)).toEqual([
      'JSONArgsRecommended:5',
      'JSONArgsRecommended:6',
      'LegacyKeyValueFormat:3',
      'MaintainerDeprecated:2',
      'MultipleInstructionsDisallowed:5',
      'WorkdirRelativePath:4',
    ]);
    expect(checked.findings[0]).toMatchObject({
      severity: 'warning',
      url: expect.stringMatching(/^https:\/\/docs\.docker\.com\//),
    });
    expect(checked.notes).toEqual([]);
  });

  test('find what the command that is shown finds', async () => {
    await writeFile(fileIn(folder), OLD);
    const shown = checkDockerfileCommand(fileIn(folder), folder);
    const said = await cli.shell(`${shown} 2>&1 || true`); // it ends with 1 when it finds something
    const theirs = [...said.matchAll(/^WARNING: (\w+)[^]*?^.*Dockerfile.test:(\d+)$/gm)].map(
      ([, rule, line]) => `${rule}:${line}`,
    );
    expect(theirs.toSorted()).toEqual(rules(await check(OLD)));
  });

  test('of a file without a fault find nothing', async () => {
    expect(await check('FROM busybox:latest\nUSER 1000\nCMD ["sh"]\n')).toMatchObject({ findings: [], notes: [] });
  });

  test('name the line at which a build would stop', async () => {
    const checked = await check('FROM busybox\nRUN true\nFOO x\n');
    expect(checked.findings).toMatchObject([
      {
        ruleName: 'BuildError',
        severity: 'error',
        startLine: 3,
        message: expect.stringMatching(/^unknown instruction: FOO/),
      },
    ]);
  });

  test('say that a base image could not be looked up, which is no fault of the file', async () => {
    const checked = await check('FROM registry.invalid/none:1\nMAINTAINER me\n');
    expect(checked.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(checked.notes).toEqual([expect.stringMatching(/^registry\.invalid\/none:1 could not be looked up/)]);
  });

  test('are made by the engine’s own frontend where the one that is asked for cannot be had', async () => {
    const checked = await check('# syntax=registry.invalid/dockerfile:1\nFROM busybox\nMAINTAINER me\n');
    expect(rules(checked)).toEqual(['MaintainerDeprecated:3']);
    expect(checked.notes).toEqual([
      expect.stringMatching(/^The frontend registry\.invalid\/dockerfile:1 could not be fetched/),
    ]);
  });

  test('are given up when they are not wanted any more', async () => {
    const abort = new AbortController();
    const checking = check(OLD, abort.signal);
    abort.abort();
    await expect(checking).rejects.toMatchObject({ error: { code: 'cancelled' } });
  });

  test('are written down with their command', async () => {
    await check('FROM busybox\n');
    expect([...activity.feed.values()].at(-1)).toMatchObject({
      title: `Check ${fileIn(folder)}`,
      command: expect.stringMatching(/buildx build --check --file /),
      state: 'done',
    });
  });

  test('of a folder that is not there say so', async () => {
    await expect(
      dockerfiles.check({ context, text: 'FROM busybox\n', path: fileIn(path.join(folder, 'none')) }, signal),
    ).rejects.toMatchObject({ error: { message: expect.stringMatching(/none/) } });
  });
});

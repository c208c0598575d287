import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  createBuilderCommand,
  removeBuilderCommand,
  useBuilderCommand,
} from '../../contract/commands/buildxCommands.ts';
import type { Builder } from '../../contract/model/builder.ts';
import type { NewBuilder } from '../../contract/services/builders.ts';
import { type BuildxCli, openBuildxCli } from '../buildx/testing/buildxCli.ts';
import { createJobs } from '../jobs/createJobs.ts';
import { createActivityLog } from './activity.ts';
import { createBuildersService } from './builders.ts';

const context = 'default';
const { signal } = new AbortController();
const jobs = createJobs();
const activity = createActivityLog();
let cli: BuildxCli;
let builders: ReturnType<typeof createBuildersService>;

beforeAll(async () => {
  cli = await openBuildxCli();
  builders = createBuildersService({ buildx: cli.buildx, cliArgs: () => [], jobs, activity });
});
afterEach(async () => {
  await cli.shell('for one in ours theirs far; do docker buildx rm $one 2>/dev/null; done; docker buildx use default');
});
afterAll(async () => {
  await jobs.close();
  await cli.close();
});

const LOCAL: NewBuilder = {
  name: 'ours',
  driver: 'docker-container',
  driverOptions: ['network=host', 'image=registry.invalid/buildkit:1'],
  platforms: ['linux/amd64'],
  use: false,
};
const list = () => builders.list({ context }, signal);
const named = async (name: string) => (await list()).find((builder) => builder.name === name);
/** Without what two builders must differ in. */
const comparable = (builder: Builder | undefined) =>
  JSON.parse(
    JSON.stringify(builder, (key, value: unknown) =>
      key === 'name' || key === 'lastActivityAt' ? undefined : value,
    ) ?? 'null',
  ) as unknown;

describe('builders', () => {
  test('begin with the engine itself, with its platforms and when it removes cache', async () => {
    const [own, ...others] = await list();
    expect(others).toEqual([]);
    expect(own).toMatchObject({ name: 'default', driver: 'docker', isCurrent: true, isOfContext: true });
    expect(own!.nodes).toMatchObject([{ name: 'default', status: 'running' }]);
    expect(own!.nodes[0]!.platforms).toContain('linux/amd64');
    expect(own!.nodes[0]!.gcRules.length).toBeGreaterThan(0);
    expect(own!.nodes[0]!.gcRules[0]).toMatchObject({ keepForMs: 48 * 3_600_000 });
  });

  test('are created, chosen and removed, and say what they are', async () => {
    await builders.create({ context, builder: LOCAL }, signal);
    expect(await named('ours')).toMatchObject({
      driver: 'docker-container',
      isCurrent: false,
      isOfContext: false,
      nodes: [{ status: 'inactive', driverOptions: { network: 'host' } }],
    });
    await builders.use({ context, name: 'ours' }, signal);
    expect((await list()).filter(({ isCurrent }) => isCurrent).map(({ name }) => name)).toEqual(['ours']);
    await builders.remove({ context, name: 'ours', keepState: false }, signal);
    expect(await named('ours')).toBeUndefined();
    expect((await named('default'))?.isCurrent).toBe(true);
    expect([...activity.feed.values()].slice(-3).map(({ command }) => command)).toEqual([
      createBuilderCommand(LOCAL),
      useBuilderCommand('ours'),
      removeBuilderCommand('ours'),
    ]);
  });

  test('that cannot be had, or are there already, say why', async () => {
    const failing = (what: Promise<unknown>, error: object) => expect(what).rejects.toMatchObject({ error });
    await builders.create({ context, builder: LOCAL }, signal);
    await failing(builders.create({ context, builder: LOCAL }, signal), { code: 'name-in-use', name: 'ours' });
    await failing(builders.use({ context, name: 'none' }, signal), { code: 'not-found' });
    await failing(builders.remove({ context, name: 'none', keepState: false }, signal), { code: 'not-found' });
    await failing(builders.remove({ context, name: 'default', keepState: false }, signal), {
      code: 'conflict',
      message: '“default” is the engine of a context.',
    });
    expect(() => builders.create({ context, builder: { name: 'far', driver: 'remote', use: false } }, signal)).toThrow(
      'needs the address',
    );
  });

  test('whose BuildKit cannot be pulled say so, and leave nothing that runs', async () => {
    await builders.create({ context, builder: LOCAL }, signal);
    const { jobId } = await builders.boot({ context, name: 'ours' }, signal);
    await expect.poll(() => jobs.feed.get(jobId)?.state, { timeout: 30_000 }).toBe('failed');
    expect(jobs.feed.get(jobId)?.error).toMatchObject({
      message: expect.stringMatching(/image of BuildKit could not be pulled/),
      engineText: expect.stringMatching(/registry\.invalid/),
    });
    expect(await named('ours')).toMatchObject({ nodes: [{ status: 'inactive' }] });
  });
});

describe('the command that is shown leaves what the action leaves', () => {
  test('of create', async () => {
    await builders.create({ context, builder: LOCAL }, signal);
    await cli.shell(createBuilderCommand({ ...LOCAL, name: 'theirs' }));
    expect(comparable(await named('theirs'))).toEqual(comparable(await named('ours')));
  });

  test('of create and use of a remote one', async () => {
    const far: NewBuilder = { name: 'ours', driver: 'remote', endpoint: 'tcp://127.0.0.1:9', use: true };
    await builders.create({ context, builder: far }, signal);
    const ours = comparable(await named('ours'));
    await cli.shell(createBuilderCommand({ ...far, name: 'theirs' }));
    expect(comparable(await named('theirs'))).toEqual(ours);
    expect(ours).toMatchObject({ isCurrent: true });
  });

  test('of use and of rm', async () => {
    await builders.create({ context, builder: LOCAL }, signal);
    await builders.use({ context, name: 'ours' }, signal);
    const used = (await list()).map(({ name, isCurrent }) => [name, isCurrent]);
    await cli.shell('docker buildx use default');
    await cli.shell(useBuilderCommand('ours'));
    expect((await list()).map(({ name, isCurrent }) => [name, isCurrent])).toEqual(used);
    await cli.shell(removeBuilderCommand('ours', true));
    expect(await named('ours')).toBeUndefined();
  });
});

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commitCommand, containerActionCommand, exportCommand } from '../../../contract/commands/containerCommands.ts';
import { runCommand } from '../../../contract/commands/runCommand.ts';
import {
  eventsCommand,
  execCommand,
  inspectCommand,
  listCommand,
  logsCommand,
  statsCommand,
  topCommand,
} from '../../../contract/commands/viewCommands.ts';
import { ContainerAction } from '../../../contract/model/action.ts';
import { RunSettings, type RunSettingsInput } from '../../../contract/model/run.ts';
import { maskSecrets } from '../../../contract/model/run/secrets.ts';
import { isShortMount } from '../../../contract/model/run/shortMount.ts';
import { anySettings } from '../../../contract/model/run/testing/anySettings.ts';
import { createTest, docker, removeAll, runTest, shell, testName, TEST_IMAGE } from '../../live/testing/engineCli.ts';
import { madeNames } from '../../live/testing/madeNames.ts';
import { startTestClient, type TestClient } from './testing/client.ts';
import { comparable } from './testing/comparable.ts';

const context = 'default';
let gantry: TestClient;

beforeAll(async () => void (gantry = await startTestClient()));
afterAll(() => gantry.close());
const name = madeNames();

/** What is left of a container, in a form that can be compared; undefined when nothing is. */
async function left(container: string): Promise<unknown> {
  const text = await docker('container', 'inspect', container).catch(() => undefined);
  const [inspected] = text === undefined ? [] : (JSON.parse(text) as [{ Name: string }]);
  return inspected && comparable(inspected, inspected.Name.slice(1));
}

describe('the command that is shown does what the action does', () => {
  const running = (container: string) => runTest(container, '--volume', '/v', '--stop-signal', 'KILL');
  const created = (container: string) => createTest(container, '--volume', '/v', '--memory', '64m');
  const paused = async (container: string) => {
    const id = await running(container);
    await docker('pause', container);
    return id;
  };

  test.each<[string, (container: string) => Promise<string>, unknown]>([
    ['start', created, { type: 'start' }],
    ['stop', running, { type: 'stop' }],
    ['stop with a grace', running, { type: 'stop', timeoutSeconds: 1 }],
    ['restart', running, { type: 'restart', timeoutSeconds: 0 }],
    ['pause', running, { type: 'pause' }],
    ['unpause', paused, { type: 'unpause' }],
    ['kill', running, { type: 'kill' }],
    ['a signal', running, { type: 'kill', signal: 'SIGKILL' }],
    ['remove of one that runs', running, { type: 'remove' }],
    ['forced remove', running, { type: 'remove', force: true, volumes: true }],
    ['remove', created, { type: 'remove' }],
    ['remove with a stop first', running, { type: 'remove', stopFirst: true, volumes: true }],
    ['update of limits', running, { type: 'update', update: { memoryBytes: 1e8, memorySwapBytes: -1, cpus: 0.3 } }],
    [
      'update of more limits',
      running,
      { type: 'update', update: { cpuShares: 512, cpusetCpus: '0', pids: 20, memoryReservationBytes: 5e7 } },
    ],
    ['update without a pids limit', running, { type: 'update', update: { pids: 0 } }],
    ['update of the restart policy', running, { type: 'update', update: { restartPolicy: { name: 'on-failure' } } }],
    [
      'update of the restart policy with a count',
      running,
      { type: 'update', update: { restartPolicy: { name: 'on-failure', maximumRetryCount: 7 } } },
    ],
  ])('%s', async (_, prepare, input) => {
    const action = ContainerAction.parse(input);
    const [ours, theirs] = [name('ours'), name('theirs')];
    const [id] = [await prepare(ours), await prepare(theirs)];
    for await (const _result of gantry.client.containers.apply({ context, ids: [id], action }));
    await shell(containerActionCommand(action, [theirs])).catch(() => {}); // what it left is what counts
    expect(await left(ours)).toEqual(await left(theirs));
  });

  test('rename', async () => {
    const [before, after] = [name('before'), name('after')];
    await createTest(before);
    await shell(containerActionCommand({ type: 'rename', name: after }, [before]));
    expect(await docker('container', 'inspect', '--format', '{{.Name}}', after)).toBe(`/${after}`);
  });

  test('removed volumes', async () => {
    const web = name('web');
    await created(web);
    const volume = await docker('container', 'inspect', '--format', '{{(index .Mounts 0).Name}}', web);
    await shell(containerActionCommand({ type: 'remove', force: false, volumes: true }, [web]));
    expect(await docker('volume', 'ls', '--quiet')).not.toContain(volume);
  });

  test('commit', async () => {
    const web = name('web');
    const id = await runTest(web, '--env', 'A=1');
    const repository = `gantry-test/${testName('image')}`;
    const settings = { repository, message: 'it’s "quoted"', author: 'A <a@b.c>', pause: false };
    await gantry.client.containers.commit({ context, id, ...settings, tag: 'ours' });
    await shell(commitCommand(web, { ...settings, tag: 'theirs' }));
    try {
      const [ours, theirs] = JSON.parse(
        await docker('image', 'inspect', `${repository}:ours`, `${repository}:theirs`),
      ) as { Id: string; Comment: string; Author: string; Config: unknown }[];
      const facts = (image: typeof ours) => [image?.Comment, image?.Author, image?.Config];
      expect(facts(ours)).toEqual(facts(theirs));
      expect(ours?.Comment).toBe('it’s "quoted"');
    } finally {
      await docker('image', 'rm', `${repository}:ours`, `${repository}:theirs`);
    }
  });

  test('export', async () => {
    const web = name('web');
    const id = await createTest(web);
    const { jobId } = await gantry.client.containers.export({ context, id });
    await gantry.ended(jobId);
    const dir = await mkdtemp(join(tmpdir(), 'gantry-export-'));
    try {
      const file = join(dir, 'it’s a file.tar');
      await shell(exportCommand(web, file));
      expect((await readFile(file)).equals([...gantry.files.values()].at(-1)!)).toBe(true);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  });

  test('what is looked at', async () => {
    const web = name('web');
    await runTest(web, '--', 'sh', '-c', 'echo hello; sleep 1000');
    expect(await shell(listCommand(true))).toContain(web);
    await expect.poll(() => shell(logsCommand([web], { tail: 5, since: 0 }))).toBe('hello');
    expect(await shell(topCommand(web, ['-o', 'pid,args']))).toContain('sleep 1000');
    expect(JSON.parse(await shell(inspectCommand(web)))).toMatchObject([{ Name: `/${web}` }]);
    // What is live ends only so.
    expect(await shell(`${statsCommand(web)} --no-stream`)).toContain(web);
    const events = eventsCommand({ type: 'container', action: 'start' });
    expect(await shell(`${events} --filter container=${web} --since 1m --until 0s`)).toContain(`name=${web}`);
    // Without a terminal of its own a test can run all of it but the two flags.
    const exec = execCommand(web, { program: ['echo', "it's"], user: 'nobody', workingDir: '/tmp', env: ['A=b c'] });
    const withoutTerminal = exec.replace(' --tty', '').replace(' --interactive', '');
    expect(await shell(withoutTerminal)).toBe("it's");
  });
});

describe('the run command that is shown makes the same container', () => {
  /** Runs it through the service, then by the command, under the same name, and gives what each left. */
  async function bothWays(input: RunSettingsInput): Promise<[ours: unknown, theirs: unknown]> {
    const label = { name: 'gantry.test', value: '' };
    const web = name('run');
    const settings = RunSettings.parse({ ...input, name: web, labels: [...(input.labels ?? []), label] });
    const { jobId } = await gantry.client.containers.run({ context, settings });
    const job = await gantry.ended(jobId);
    if (!settings.start || !settings.autoRemove) await settle(web);
    const ours = await left(web);
    await removeAll([web]);
    expect(job.command).toBe(runCommand(maskSecrets(settings)));
    await shell(runCommand(settings)).catch(() => {}); // what it left is what counts
    await settle(web);
    const theirs = await left(web);
    await removeAll([web]);
    return [ours, theirs];
  }

  /** One that ends at once has ended when it is looked at. */
  const settle = (web: string) =>
    docker('container', 'inspect', '--format', '{{.State.Status}} {{join .Config.Cmd " "}}', web)
      .then((text) => (text.startsWith('running') && text.includes('true') ? docker('wait', web) : ''))
      .catch(() => '');

  test.each<[string, Partial<RunSettingsInput>]>([
    ['nothing but an image', {}],
    ['a terminal and input', { tty: true, openStdin: true, command: ['sh'] }],
    ['input, not started', { openStdin: true, start: false }],
    ['a terminal, not started', { tty: true, openStdin: true, start: false }],
    ['ports', { ports: [{ containerPort: 80 }, { containerPort: 81, hostIp: '127.0.0.1' }] }],
    ['a fixed port', { ports: [{ containerPort: 80, hostPort: 28_951, protocol: 'udp' }] }],
    ['an IPv6 port', { ports: [{ containerPort: 80, hostIp: '::1' }], start: false }],
    ['two bindings of one port', { ports: [{ containerPort: 80 }, { containerPort: 80, hostIp: '127.0.0.1' }] }],
    [
      'a port that is no address of the machine',
      { ports: [{ containerPort: 80, hostPort: 9, hostIp: '198.51.100.7' }] },
    ],
    ['publish all', { publishAll: true }],
    ['an anonymous volume', { mounts: [{ type: 'volume', source: '', target: '/v' }] }],
    [
      'a read-only bind with a comma',
      { mounts: [{ type: 'bind', source: '/tmp', target: '/a,"b', isReadOnly: true }] },
    ],
    ['a tmpfs', { mounts: [{ type: 'tmpfs', source: '', target: '/t' }] }],
    ['a bind source that is missing', { mounts: [{ type: 'bind', source: '/no/such', target: '/x' }] }],
    ['restart always', { restartPolicy: { name: 'always' } }],
    ['restart on failure', { restartPolicy: { name: 'on-failure', maximumRetryCount: 4 } }],
    ['auto-remove', { autoRemove: true }],
    ['limits', { memoryBytes: 100_000_001, cpus: 0.123 }],
    ['init', { init: true }],
    ['no init', { init: false }],
    ['no network', { networks: [{ name: 'none' }] }],
    ['the host network', { networks: [{ name: 'host' }] }],
    ['a hostname', { hostname: 'box', domainname: 'example.org' }],
    ['a user and a folder', { user: '65534:65534', workingDir: '/tmp/a b' }],
    ['an entrypoint', { entrypoint: ['/bin/sh', '-c'], command: ['true "$0"', 'x y'] }],
    ['an entrypoint without a command', { entrypoint: ['/bin/sleep', '100'], command: [] }],
    ['no entrypoint', { entrypoint: [] }],
    ['a program that is missing', { command: ['nosuchcmd'] }],
    [
      'environment and labels',
      { env: [{ name: 'A', value: '$HOME `x` "y" \'z\'\n!' }], labels: [{ name: 'l', value: '=a' }] },
    ],
    ['what excludes each other', { autoRemove: true, restartPolicy: { name: 'always' } }],
    ['a platform', { platform: 'linux/amd64' }],
    ['an image that is missing', { image: 'gantry-test/none:1', pull: 'never' }],
  ])('%s', async (_, settings) => {
    const [ours, theirs] = await bothWays({ image: TEST_IMAGE, command: ['sleep', '1000'], ...settings });
    expect(ours).toEqual(theirs);
  });

  test('whatever the settings', async () => {
    const [front, back, volume, other] = [testName('front'), testName('back'), testName('data'), name('other')];
    await docker('network', 'create', '--subnet', '10.203.7.0/24', front);
    await docker('network', 'create', '--subnet', '10.203.8.0/24', back);
    await docker('volume', 'create', volume);
    try {
      const containerId = await createTest(other);
      const around = {
        ...{ image: TEST_IMAGE, container: other, containerId, volumes: [volume], hasEveryLimit: false },
        networks: [
          { name: front, subnet: '10.203.7' },
          { name: back, subnet: '10.203.8' },
        ],
      };
      await fc.assert(
        fc.asyncProperty(anySettings(around).map(sayable), async (input) => {
          const [ours, theirs] = await bothWays(input);
          expect(ours).toEqual(theirs);
        }),
        { numRuns: 40, endOnFailure: true },
      );
    } finally {
      await removeAll([other]);
      await docker('network', 'rm', front, back);
      await docker('volume', 'rm', '--force', volume);
    }
  }, 240_000);
});

/** Without what no flag says in the same words; `runCommandGaps` tells of it. */
const sayable = (settings: RunSettings): RunSettings => ({
  ...settings,
  labels: settings.labels.filter((label) => !/[\s=]/.test(label.name)),
  // What is both given and taken is given; the CLI does not hand the rest on.
  capDrop: settings.capDrop.filter((capability) => !settings.capAdd.includes(capability)),
  unsetEnv: settings.unsetEnv.filter((variable) => variable !== 'PATH'),
  healthCheck: settings.healthCheck?.test?.[0] === 'CMD' ? undefined : settings.healthCheck,
  mounts: settings.mounts.map((mount) => ({ ...mount, createSource: mount.createSource && isShortMount(mount) })),
});

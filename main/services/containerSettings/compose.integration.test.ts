import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RunSettings, type RunSettingsInput } from '../../../contract/model/run.ts';
import { canonicalSettings } from '../../../contract/model/run/canonical.ts';
import { anySettings, type Surroundings } from '../../../contract/model/run/testing/anySettings.ts';
import { cliEnv, createTest, docker, removeAll, testName, TEST_IMAGE } from '../../live/testing/engineCli.ts';
import { startTestClient, type TestClient } from '../containers/testing/client.ts';
import { composeGaps } from './compose/composeFile.ts';

const context = 'default';
const label = { name: 'gantry.test', value: '' };
const run = promisify(execFile);
let gantry: TestClient;
let around: Surroundings;
let dir: string;
const networks = [
  { name: testName('front'), subnet: '10.207.7' },
  { name: testName('back'), subnet: '10.207.8' },
];
const volumes = [testName('data')];
const container = testName('other');

beforeAll(async () => {
  gantry = await startTestClient();
  dir = await mkdtemp(join(tmpdir(), 'gantry-compose-'));
  for (const { name, subnet } of networks) await docker('network', 'create', '--subnet', `${subnet}.0/24`, name);
  for (const volume of volumes) await docker('volume', 'create', volume);
  const containerId = await createTest(container, '--volume', '/shared');
  around = { image: TEST_IMAGE, networks, volumes, container, containerId, hasEveryLimit: false };
});
afterAll(async () => {
  await removeAll([container]);
  await docker('network', 'rm', ...networks.map(({ name }) => name));
  await docker('volume', 'rm', '--force', ...volumes);
  await rm(dir, { recursive: true, force: true });
  await gantry.close();
});

const compose = (file: string, ...words: string[]) =>
  run(process.env['GANTRY_TEST_COMPOSE'] ?? 'docker-compose', ['--file', file, '--project-name', 'gt', ...words], {
    env: cliEnv(),
  });

/** Writes the file that the app shows, lets Compose make a container of it, and gives what is read of that. */
async function throughCompose(settings: RunSettings, verb: 'create' | 'up'): Promise<RunSettings> {
  const name = testName('composed');
  const file = join(dir, `${name}.yaml`);
  try {
    const texts = await gantry.client.containerSettings.texts({
      context,
      settings: { ...settings, name },
      areSecretsShown: true,
    });
    await writeFile(file, texts.compose);
    await compose(file, 'config', '--quiet');
    await compose(file, verb, ...(verb === 'up' ? ['--detach'] : ['--pull', 'never']));
    const id = await docker('container', 'inspect', '--format', '{{.Id}}', name);
    const read = await gantry.client.containerSettings.of({ context, id });
    const { name: _, ...rest } = read.settings;
    const labels = rest.labels.filter((one) => !one.name.startsWith('com.docker.compose'));
    return { ...rest, labels, start: settings.start };
  } finally {
    await removeAll([name]);
  }
}

/**
 * Compose names the service in every network by itself, keeps no order of what it takes for a map, and reads a number of
 * CPUs with 32 bits: 1.07 are 1.070000064 for it.
 */
const withoutOwnNames = (settings: RunSettings): RunSettings => ({
  ...settings,
  ...(settings.cpus !== undefined && { cpus: Number(settings.cpus.toFixed(5)) }),
  env: settings.env.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  extraHosts: settings.extraHosts.toSorted((a, b) => (a.host + a.address < b.host + b.address ? -1 : 1)),
  networks: settings.networks.map((network) => ({
    ...network,
    aliases: network.aliases.filter((alias) => !alias.includes('composed')).toSorted(),
  })),
});

test('the Compose file of any settings makes the same container', async () => {
  const sayable = anySettings(around).map((settings): RunSettings => ({
    ...settings,
    ...{ autoRemove: false, publishAll: false, unsetEnv: [], cpusetMems: undefined },
    volumesFrom: settings.volumesFrom.map(({ container: from }) => ({ container: from })),
    links: settings.networks.length > 1 ? [] : settings.links,
    healthCheck: settings.healthCheck?.startPeriodMs ? settings.healthCheck : undefined,
    mounts: settings.mounts.map((mount) => ({
      ...mount,
      consistency: mount.createSource ? undefined : mount.consistency,
      selinux: mount.type === 'volume' || mount.propagation ? undefined : mount.selinux,
      // How a volume is made stands beside the services, and these are there already.
      ...{ driver: undefined, driverOptions: [], volumeLabels: [] },
    })),
    // The image has none to be taken away.
    entrypoint: settings.entrypoint?.length === 0 ? undefined : settings.entrypoint,
    labels: [...settings.labels, label],
  }));
  await fc.assert(
    fc.asyncProperty(sayable, async (settings) => {
      expect(composeGaps(settings)).toEqual([]);
      const read = await throughCompose(settings, 'create');
      expect(withoutOwnNames(read)).toEqual(withoutOwnNames(canonicalSettings(settings)));
    }),
    { numRuns: 30, endOnFailure: true },
  );
}, 240_000);

test.each<[string, Partial<RunSettingsInput>]>([
  [
    'variables with dollars, and words that YAML takes for others',
    {
      env: [
        { name: 'A', value: '$HOME ${B} $$' },
        { name: 'YES', value: 'yes' },
        { name: 'T', value: '1:30' },
        { name: 'N', value: '012' },
        { name: 'L', value: 'a\nb\n' },
        { name: 'P', value: 'ends\u2029' },
      ],
    },
  ],
  [
    'ports and a network',
    {
      ports: [{ containerPort: 80, hostIp: '127.0.0.1' }],
      networks: [{ name: networks[0]?.name ?? '', aliases: ['web'] }],
    },
  ],
])('so does one that is started: %s', async (_, input) => {
  const settings = RunSettings.parse({ image: TEST_IMAGE, command: ['sleep', '100'], labels: [label], ...input });
  expect(withoutOwnNames(await throughCompose(settings, 'up'))).toEqual(withoutOwnNames(canonicalSettings(settings)));
});

test('secrets are covered until they are asked for', async () => {
  const env = [
    { name: 'DB_PASSWORD', value: 'hunter2' },
    { name: 'URL', value: 'redis://me:hunter2@host' },
  ];
  const settings = RunSettings.parse({ image: TEST_IMAGE, env, command: ['serve', '--token=hunter2'] });
  const texts = await gantry.client.containerSettings.texts({ context, settings });
  expect(JSON.stringify(texts)).not.toContain('hunter2');
  expect(texts.hasSecrets).toBe(true);
  const shown = await gantry.client.containerSettings.texts({ context, settings, areSecretsShown: true });
  for (const text of [shown.run, shown.compose, shown.createCall]) expect(text.match(/hunter2/g)).toHaveLength(3);
});

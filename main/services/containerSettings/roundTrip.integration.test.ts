import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RunSettings, type RunSettingsInput } from '../../../contract/model/run.ts';
import { canonicalSettings } from '../../../contract/model/run/canonical.ts';
import { anySettings, type Surroundings } from '../../../contract/model/run/testing/anySettings.ts';
import { createTest, docker, removeAll, testName, TEST_IMAGE } from '../../live/testing/engineCli.ts';
import { startTestClient, type TestClient } from '../containers/testing/client.ts';

const context = 'default';
const label = { name: 'gantry.test', value: '' };
/** The long way: `GANTRY_ROUND_TRIPS=2000`. */
const numRuns = Number(process.env['GANTRY_ROUND_TRIPS'] ?? 60);
let gantry: TestClient;
let around: Surroundings;
const networks = [
  { name: testName('front'), subnet: '10.201.7' },
  { name: testName('back'), subnet: '10.201.8' },
];
const volumes = [testName('data'), testName('more')];
const container = testName('other');
const image = `gantry-test/${testName('image')}`;
/** It gives everything that an image can give: none of it may come back as somebody’s wish. */
const given = [
  ...['ENTRYPOINT ["/bin/sh","-c"]', 'CMD ["serve"]', 'ENV FROM_IMAGE=1=2', 'LABEL maker=us', 'EXPOSE 8080/udp'],
  ...['VOLUME /image-volume', 'USER 4711', 'WORKDIR /image', 'STOPSIGNAL SIGUSR2'],
  'HEALTHCHECK --interval=1234s --timeout=1235s --retries=77 CMD true',
];

beforeAll(async () => {
  gantry = await startTestClient();
  for (const { name, subnet } of networks) await docker('network', 'create', '--subnet', `${subnet}.0/24`, name);
  for (const volume of volumes) await docker('volume', 'create', volume);
  const containerId = await createTest(container, '--volume', '/shared');
  const base = await docker('create', TEST_IMAGE);
  await docker('commit', ...given.flatMap((change) => ['--change', change]), base, image);
  await removeAll([base]);
  around = { image, networks, volumes, container, containerId, hasEveryLimit: false };
});
afterAll(async () => {
  await removeAll([container]);
  await docker('image', 'rm', image);
  await docker('network', 'rm', ...networks.map(({ name }) => name));
  await docker('volume', 'rm', '--force', ...volumes);
  await gantry.close();
});

/** Makes a container as the form does, and gives what is then read of it. */
async function throughTheEngine(settings: RunSettings): Promise<RunSettings> {
  const name = testName('trip');
  try {
    const { jobId } = await gantry.client.containers.run({ context, settings: { ...settings, name } });
    const job = await gantry.ended(jobId);
    const [id] = job.result?.type === 'containers' ? job.result.ids : [];
    if (id === undefined) throw new Error(`${job.error?.message} ${job.error?.engineText}`);
    const read = await gantry.client.containerSettings.of({ context, id });
    expect(read).toMatchObject({ isImageGone: false, settings: { name } });
    const { name: _, ...rest } = read.settings;
    return { ...rest, start: settings.start };
  } finally {
    await removeAll([name]);
  }
}

test(
  'settings that went through the engine are the same, whatever they are',
  async () => {
    await fc.assert(
      fc.asyncProperty(anySettings(around), async (any) => {
        const labels = [...any.labels.filter(({ name }) => name !== label.name), label];
        const settings = { ...any, labels };
        expect(await throughTheEngine(settings)).toEqual(canonicalSettings(settings));
      }),
      { numRuns, endOnFailure: true },
    );
  },
  numRuns * 5_000,
);

test.each<[string, Partial<RunSettingsInput>]>([
  [
    'a value with further “=”, an empty one and one that is taken away',
    {
      env: [
        { name: 'URL', value: 'a=b==c=' },
        { name: 'EMPTY', value: '' },
      ],
      unsetEnv: ['PATH'],
    },
  ],
  [
    'one variable twice',
    {
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '' },
        { name: 'A', value: '2' },
      ],
    },
  ],
  ['the host network with a name of its own', { networks: [{ name: 'host' }], hostname: 'mine' }],
  [
    'the default bridge with an address of the hardware',
    { networks: [{ name: 'bridge', macAddress: '02:42:ac:11:00:77' }] },
  ],
  ['masked paths of its own', { maskedPaths: ['/proc/kcore'], readOnlyPaths: [] }],
  ['an image mounted', { mounts: [{ type: 'image', source: TEST_IMAGE, target: '/tools', subpath: 'bin' }] }],
  [
    'a label with “=” in its name, which only the API can give',
    {
      labels: [{ name: 'a=b', value: 'c' }, label],
    },
  ],
])('so is %s', async (_, input) => {
  const settings = RunSettings.parse({ image: TEST_IMAGE, command: ['true'], labels: [label], start: false, ...input });
  expect(await throughTheEngine(settings)).toEqual(canonicalSettings(settings));
});

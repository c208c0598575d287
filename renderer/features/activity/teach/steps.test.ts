import { describe, expect, test } from 'vitest';
import type { ContainerDetail } from '../../../../contract/model/container.ts';
import type { ImageDetail } from '../../../../contract/model/image.ts';
import { containerSteps } from './containerSteps.ts';
import type { Step } from './step.ts';
// As dockerd 28.5 said of three containers: one that runs with limits, one that has ended, one on the host’s network.
import inspected from './testing/inspected.json' with { type: 'json' };

const details = inspected as unknown as Readonly<Record<'web' | 'done' | 'host', ContainerDetail>>;
const image = { layers: ['sha256:a', 'sha256:b'], sizeBytes: 1_980_000 } as unknown as ImageDetail;

const stepsOf = (name: keyof typeof details, isMade = true, wasPulled = false) =>
  containerSteps({ isMade, isStarted: true }, { detail: details[name], image, wasPulled });
const factsOf = (steps: readonly Step[]): Record<string, string> =>
  Object.fromEntries(
    steps.flatMap(({ facts }) => facts.flatMap(({ key, value }) => (value === undefined ? [] : [[key, value]]))),
  );

describe('what a run did', () => {
  test('is told in the order in which the engine does it, from the image to the output', () => {
    expect(stepsOf('web').map(({ term }) => term)).toEqual(
      'image container layer volume port namespace cgroup capability container log-driver'.split(' '),
    );
  });

  test('is told with what inspect says of this container', () => {
    const { raw, pid, id } = details.web as ContainerDetail & { raw: Record<string, Record<string, string>> };
    const [network] = details.web.networks;
    expect(network?.ipAddress).toMatch(/^10\.207\./);
    expect(factsOf(stepsOf('web'))).toMatchObject({
      ...{ Id: id, Layers: '2', Size: '1.98 MB', 'Storage driver': 'overlay2', 'Process id': String(pid) },
      'Address in teach-net': `${network?.ipAddress}/${network?.ipPrefixLength}`,
      'Gateway of teach-net': network?.gateway,
      'MAC address in teach-net': network?.macAddress,
      'Network sandbox': raw['NetworkSettings']?.['SandboxKey'],
      'Port 80/tcp': '127.0.0.1:18099',
      '/data': expect.stringMatching(/^volume · teach-data · .*\/teach-data\/_data$/),
      'Host name': 'its own: web',
      ...{ Memory: '64 MiB', CPUs: '0.5', 'Rights dropped': expect.stringContaining('NET_RAW') },
      'Its layer': expect.stringMatching(/overlay2\/[0-9a-f]{64}\/diff$/),
      'Log file': raw['LogPath'],
    });
  });

  test('says whether the image was there or was downloaded, and that it is gone', () => {
    expect(stepsOf('web')[0]?.text).toContain('already');
    expect(stepsOf('web', true, true)[0]?.text).toContain('downloaded from the registry');
    const gone = containerSteps({ isMade: true, isStarted: true }, { detail: details.web, wasPulled: false });
    expect(factsOf(gone)).toMatchObject({ Layers: expect.stringContaining('gone') });
    expect(factsOf(gone)).not.toHaveProperty('Size');
  });

  test('of one that has ended claims no process and no address, and says how it ended', () => {
    const steps = stepsOf('done');
    const facts = factsOf(steps);
    expect(facts).toMatchObject({ 'Exit code': '0' });
    expect(Object.keys(facts).filter((key) => /^(Address|Process id)/.test(key))).toEqual([]);
    expect(steps.map(({ text }) => text).join(' ')).toMatch(
      /given back when the container ends.*does not run any more/,
    );
    expect(steps.at(-1)?.title).toBe('How it is now');
  });

  test('of one that shares with the machine says so', () => {
    const steps = stepsOf('host', false);
    expect(factsOf(steps)).toMatchObject({ Processes: 'the machine’s', Network: 'the machine’s', Mounts: 'its own' });
    const texts = steps.map(({ text }) => text).join(' ');
    expect(texts).toContain('uses the network of the machine itself');
    expect(texts).toContain('it is privileged');
    expect(texts).toContain('No limit was asked for');
  });
});

test('a stop only tells how the container is now', () => {
  const steps = containerSteps({ isMade: false, isStarted: false }, { detail: details.done, wasPulled: false });
  expect(steps.map(({ title }) => title)).toEqual(['How it is now']);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RunSettings, type RunSettingsInput } from '../../model/run.ts';
import { canonicalSettings } from '../../model/run/canonical.ts';
import { anySettings } from '../../model/run/testing/anySettings.ts';
import { createBody } from '../createBody.ts';
import type { EngineDefaults, Made, MadeConfig } from './made.ts';
import { settingsOf } from './settingsOf.ts';

const id = 'a'.repeat(64);
const defaults: EngineDefaults = { hostName: 'box', logDriver: 'json-file', runtime: 'runc', cgroupnsMode: 'private' };

/** The engine keeps what it is given; what it adds by itself is tried on a real one. */
function madeOf(settings: RunSettings, image: MadeConfig = {}): Made {
  const { body } = createBody(settings, { canMakeNetworks: true });
  type Body = Made['Config'] & { HostConfig: Made['HostConfig']; NetworkingConfig?: { EndpointsConfig: object } };
  const { HostConfig, NetworkingConfig, ...config } = JSON.parse(JSON.stringify(body)) as Body;
  const entrypoint = config.Entrypoint?.[0] === '' ? undefined : config.Entrypoint;
  return {
    Id: id,
    Name: settings.name && `/${settings.name}`,
    Config: {
      ...config,
      Entrypoint: config.Entrypoint ? entrypoint : image.Entrypoint,
      Cmd: config.Cmd ?? (config.Entrypoint ? undefined : image.Cmd),
      Env: [...(config.Env ?? []), ...(image.Env ?? [])],
    },
    HostConfig,
    NetworkSettings: { Networks: (NetworkingConfig?.EndpointsConfig ?? {}) as never },
  };
}

const there = (input: RunSettingsInput, image?: MadeConfig) => {
  const settings = RunSettings.parse(input);
  return { settings: canonicalSettings(settings), read: settingsOf(madeOf(settings, image), image ?? {}, defaults) };
};

describe('settings that went to the engine and came back', () => {
  test('are the same, whatever they are', () => {
    const around = {
      ...{ image: 'busybox', container: 'other', containerId: 'b'.repeat(64), volumes: ['data', 'more'] },
      networks: [
        { name: 'front', subnet: '10.201.7' },
        { name: 'back', subnet: '10.201.8' },
      ],
      hasEveryLimit: true,
    };
    fc.assert(
      fc.property(anySettings(around), (any) => {
        // No image stands behind it: there is nothing to take away.
        const settings = any.entrypoint?.length === 0 ? { ...any, entrypoint: undefined } : any;
        const read = settingsOf(madeOf(settings), {}, defaults);
        expect({ ...read, start: false }).toEqual(canonicalSettings(settings));
      }),
      { numRuns: 1000 },
    );
  });

  test.each<[string, Partial<RunSettingsInput>]>([
    ['a value with further “=” is not cut', { env: [{ name: 'URL', value: 'a=b==c=' }] }],
    ['a label with further “=” is not cut', { labels: [{ name: 'rule', value: 'Host(`a`)=b=c' }] }],
    ['an empty variable is not dropped', { env: [{ name: 'EMPTY', value: '' }] }],
    ['a variable that is taken away is no empty one', { unsetEnv: ['HOME'] }],
    ['read-only is not made writable', { mounts: [{ type: 'volume', source: 'd', target: '/d', isReadOnly: true }] }],
    [
      'a read-only folder that is made when missing is not made writable',
      { mounts: [{ type: 'bind', source: '/a', target: '/d', isReadOnly: true, createSource: true }] },
    ],
    ['udp is not made tcp', { ports: [{ containerPort: 53, hostPort: 53, protocol: 'udp' }] }],
    ['an exposed sctp port is not made tcp', { expose: [{ containerPort: 9, protocol: 'sctp' }] }],
    ['DNS servers are not replaced', { dns: ['10.0.0.53', '1.1.1.1'], dnsSearch: ['lan'], dnsOptions: ['ndots:1'] }],
    ['a range of host ports stays one', { ports: [{ containerPort: 80, hostPort: 8000, hostPortEnd: 8010 }] }],
    ['an IPv6 address of a host stays whole', { extraHosts: [{ host: 'a', address: 'fe80::1' }] }],
    ['no init is not the engine’s choice', { init: false }],
    ['a grace of nothing is not the image’s', { stopTimeoutSeconds: 0 }],
    ['a disabled health check stays disabled', { healthCheck: { test: ['NONE'] } }],
  ])('%s', (_, input) => {
    const { settings, read } = there({ image: 'busybox', ...input });
    expect(read).toEqual(settings);
    expect(read).toMatchObject(RunSettings.partial().parse(input));
  });
});

describe('what only came from the image', () => {
  const image: MadeConfig = {
    ...{ Entrypoint: ['/start'], Cmd: ['serve'], User: 'app', WorkingDir: '/srv', StopSignal: 'SIGQUIT' },
    ...{ Env: ['PATH=/bin', 'A=1'], Labels: { maker: 'us' }, ExposedPorts: { '80/tcp': {} }, Volumes: { '/d': {} } },
    Healthcheck: { Test: ['CMD', 'ok'], Interval: 1e9 },
  };
  const made = (config: MadeConfig): Made => ({
    Id: id,
    Config: { ...image, Image: 'web', ...config },
    HostConfig: {},
  });
  const read = (config: MadeConfig) => settingsOf(made(config), image, defaults);

  test('is not repeated', () => {
    expect(read({})).toEqual(canonicalSettings(RunSettings.parse({ image: 'web' })));
  });

  test('a container without the image’s command says its entrypoint, since only so it has none', () => {
    expect(read({ Cmd: null })).toMatchObject({ entrypoint: ['/start'] });
    expect(read({ Cmd: ['other'] })).toMatchObject({ command: ['other'] });
    expect(read({ Cmd: ['other'] }).entrypoint).toBeUndefined();
    expect(read({ Entrypoint: null, Cmd: ['other'] })).toMatchObject({ entrypoint: [], command: ['other'] });
  });

  test('of a health check only what differs is said', () => {
    const { healthCheck } = read({ Healthcheck: { ...image.Healthcheck, Interval: 5e9, Retries: 2 } });
    expect(healthCheck).toEqual({ intervalMs: 5000, retries: 2 });
  });

  test('all is repeated where the image is gone', () => {
    expect(settingsOf(made({}), {}, defaults)).toMatchObject({
      ...{
        entrypoint: ['/start'],
        command: ['serve'],
        user: 'app',
        env: [{ name: 'PATH', value: '/bin' }, { name: 'A' }],
      },
      expose: [{ containerPort: 80 }],
    });
  });
});

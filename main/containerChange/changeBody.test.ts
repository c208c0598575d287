import { expect, test } from 'vitest';
import { EMPTY_RUN, PLAIN_MOUNT, type RunSettings } from '../../contract/model/run.ts';
import { changeBody } from './changeBody.ts';

const settings = (patch: Partial<RunSettings> = {}): RunSettings => ({ ...EMPTY_RUN, image: 'app', ...patch });
const base = {
  Image: 'app',
  Env: ['A=1'],
  Odd: 'kept',
  HostConfig: { NetworkMode: 'bridge', Binds: ['data:/data:ro', 'f00:/anonymous'], Memory: 100, MemorySwap: 200 },
  NetworkingConfig: { EndpointsConfig: { bridge: { MacAddress: '02:00' } } },
};
type Host = Record<string, unknown>;
const hostOf = (body: Record<string, unknown>) => body['HostConfig'] as Host;

test('one variable is one variable', () => {
  const before = settings({ env: [{ name: 'A', value: '1' }] });
  const after = settings({ env: [{ name: 'A', value: '2' }] });
  expect(changeBody(base, before, after)).toEqual({ ...base, Env: ['A=2'] });
});

test('a mount is found by its place, however the form says it; a volume without a name stays', () => {
  const mount = { ...PLAIN_MOUNT, type: 'volume' as const, source: 'data', target: '/data/', isReadOnly: true };
  const anonymous = { ...PLAIN_MOUNT, type: 'volume' as const, source: '', target: '/anonymous' };
  const before = settings({ mounts: [mount, anonymous] });
  const gone = changeBody(base, before, settings({ mounts: [anonymous] }));
  expect(hostOf(gone)['Binds']).toEqual(['f00:/anonymous']);
  const moved = changeBody(base, before, settings({ mounts: [{ ...mount, source: 'other' }, anonymous] }));
  expect(JSON.stringify(moved)).toContain('other');
  expect(JSON.stringify(moved)).not.toContain('data:/data');
  expect(hostOf(moved)['Binds']).toContain('f00:/anonymous');
});

test('another network takes the place of the first; one more leaves it as it is', () => {
  const lab = { name: 'lab', aliases: [], linkLocalAddresses: [], driverOptions: [], links: [] };
  const moved = changeBody(base, settings(), settings({ networks: [lab] }));
  expect(moved).toMatchObject({ HostConfig: { NetworkMode: 'lab' } });
  expect(moved['NetworkingConfig']).toEqual({ EndpointsConfig: { lab: {} } });
  const more = changeBody(base, settings(), settings({ networks: [{ ...lab, name: 'bridge' }, lab] }));
  expect(more).toMatchObject({ HostConfig: { NetworkMode: 'bridge' } });
  expect(more['NetworkingConfig']).toEqual({ EndpointsConfig: { bridge: { MacAddress: '02:00' }, lab: {} } });
});

test('the limit of swap that the engine made of that of memory moves with it', () => {
  const change = (memoryBytes?: number) =>
    hostOf(
      changeBody(base, settings({ memoryBytes: 100 }), settings(memoryBytes === undefined ? {} : { memoryBytes })),
    );
  expect(change(300)).toMatchObject({ Memory: 300, MemorySwap: 600 });
  expect(change()).not.toHaveProperty('MemorySwap');
});

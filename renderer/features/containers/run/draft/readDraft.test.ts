import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalSettings } from '../../../../../contract/model/run/canonical.ts';
import { anySettings } from '../../../../../contract/model/run/testing/anySettings.ts';
import { RunSettings, type RunSettingsInput } from '../../../../../contract/model/run.ts';
import { newRow, type RunDraft, rowsIn, withRows, withText } from './draft.ts';
import { draftOf, EMPTY_DRAFT, readDraft } from './readDraft.ts';

const anything = anySettings({
  image: 'busybox',
  networks: [
    { name: 'front', subnet: '10.1.2' },
    { name: 'back', subnet: '10.1.3' },
  ],
  container: 'other',
  containerId: 'a'.repeat(64),
  volumes: ['data', 'cache'],
  hasEveryLimit: true,
});

/** Without what says nothing: a policy of “no”, and a health check of which nothing is known. */
function said({ restartPolicy, healthCheck, ...rest }: RunSettings): unknown {
  const policy = restartPolicy?.name === 'no' ? undefined : restartPolicy;
  const check = Object.values(healthCheck ?? {}).some((value) => value !== undefined) ? healthCheck : undefined;
  return JSON.parse(JSON.stringify({ ...rest, restartPolicy: policy, healthCheck: check }));
}

test('any settings are in the form as they were, and come out of it as they were', () => {
  fc.assert(
    fc.property(anything, (settings) => {
      const { settings: read, problems } = readDraft(draftOf(settings));
      expect(problems).toEqual({});
      expect(said(read)).toEqual(said(settings));
      expect(canonicalSettings(read)).toEqual(canonicalSettings(settings));
    }),
    { numRuns: 1000 },
  );
});

test('what the engine is told twice is in the form the same text twice', () => {
  fc.assert(
    fc.property(anything, (settings) => {
      const draft = draftOf(settings);
      const again = draftOf(readDraft(draft).settings);
      expect(again.values).toEqual(draft.values);
      for (const [id, rows] of Object.entries(draft.rows)) {
        expect(rowsIn(again, id).map(({ cells }) => cells)).toEqual(rows.map(({ cells }) => cells));
      }
    }),
    { numRuns: 300 },
  );
});

const typed = (values: Readonly<Record<string, string>>, rows: RunDraft['rows'] = {}): RunDraft => ({
  values: { ...EMPTY_DRAFT.values, image: 'busybox', ...values },
  rows: { ...EMPTY_DRAFT.rows, ...rows },
});
const roundTrip = (input: Omit<RunSettingsInput, 'image'>) =>
  readDraft(draftOf(RunSettings.parse({ image: 'busybox', ...input }))).settings;

test('an image is all that is needed, and everything else is left to the engine', () => {
  const { settings, problems } = readDraft(typed({}));
  expect(problems).toEqual({});
  expect(settings).toEqual(RunSettings.parse({ image: 'busybox' }));
});

describe('what others lose on the way', () => {
  test('a value is not cut at its second “=”, and an empty one is not dropped', () => {
    const env = [
      { name: 'URL', value: 'a=b=c' },
      { name: 'EMPTY', value: '' },
      { name: 'SPACES', value: ' kept ' },
      { name: 'KEY', value: '-----BEGIN\nEND-----\n' },
    ];
    expect(roundTrip({ env }).env).toEqual(env);
  });
  test('a read-only mount stays read-only', () => {
    const mounts = [{ type: 'bind' as const, source: '/a', target: '/b', isReadOnly: true }];
    expect(roundTrip({ mounts }).mounts).toMatchObject(mounts);
  });
  test('udp stays udp, and sctp sctp', () => {
    const ports = (['udp', 'sctp'] as const).map((protocol) => ({ containerPort: 53, hostPort: 5353, protocol }));
    expect(roundTrip({ ports }).ports).toMatchObject(ports);
  });
  test('DNS servers are those that were given, in their order', () => {
    expect(roundTrip({ dns: ['9.9.9.9', '1.1.1.1'] }).dns).toEqual(['9.9.9.9', '1.1.1.1']);
  });
  test('an entrypoint that is taken away stays away', () => {
    expect(roundTrip({ entrypoint: [] }).entrypoint).toEqual([]);
    expect(roundTrip({}).entrypoint).toBeUndefined();
  });
});

describe('ports in all their forms', () => {
  const ports = (hostPort: string, containerPort: string, hostIp = '') => {
    const row = newRow({ hostIp, hostPort, containerPort, protocol: 'tcp' });
    const { settings, problems } = readDraft(typed({}, { ports: [row] }));
    return { ports: settings.ports, problem: Object.values(problems)[0] };
  };
  test('a port on any free one, on a given one, and on one address', () => {
    expect(ports('', '80').ports).toEqual([{ containerPort: 80, protocol: 'tcp' }]);
    expect(ports('8080', '80').ports).toEqual([{ containerPort: 80, hostPort: 8080, protocol: 'tcp' }]);
    expect(ports('8080', '80', '[::1]').ports).toEqual([
      { containerPort: 80, hostPort: 8080, hostIp: '::1', protocol: 'tcp' },
    ]);
  });
  test('a range on a range is as many ports', () => {
    expect(ports('8000-8002', '80-82').ports.map((port) => [port.hostPort, port.containerPort])).toEqual([
      [8000, 80],
      [8001, 81],
      [8002, 82],
    ]);
    expect(ports('', '80-81').ports).toHaveLength(2);
  });
  test('a range for one port is for the engine to choose from', () => {
    expect(ports('8000-8010', '80').ports).toEqual([
      { containerPort: 80, hostPort: 8000, hostPortEnd: 8010, protocol: 'tcp' },
    ]);
  });
  test.each([
    ['8000-8001', '80-82', 'as many'],
    ['0', '80', 'from 1'],
    ['99999', '80', 'to 65535'],
    ['8002-8000', '80', 'lower port'],
    ['http', '80', 'whole number'],
    ['8080', '', 'Which port'],
  ])('%s to %s is refused', (host, inside, message) => expect(ports(host, inside).problem).toContain(message));
});

describe('what cannot be meant is said at its field', () => {
  test.each([
    ['image', { image: '' }],
    ['image', { image: 'busybox sh' }],
    ['name', { name: 'x' }],
    ['command', { command: 'echo "open' }],
    ['memoryBytes', { memoryBytes: 'lots' }],
    ['memoryBytes', { memoryBytes: '1m' }],
    ['autoRemove', { autoRemove: 'yes', 'restartPolicy.name': 'always' }],
    ['count', { count: '0' }],
    ['workingDir', { workingDir: 'app' }],
    ['healthCheck.intervalMs', { 'healthCheck.intervalMs': '30' }],
    ['healthCheck.test', { 'healthCheck.kind': 'CMD-SHELL' }],
    ['healthCheck.kind', { 'healthCheck.test': 'true' }],
    ['blkioWeight', { blkioWeight: '5' }],
    ['memorySwappiness', { memorySwappiness: '101' }],
  ])('%s of %j', (place, values) => expect(readDraft(typed(values)).problems[place]).toBeDefined());

  const inRow = (id: string, cells: Readonly<Record<string, string>>, cell: string, values = {}) => {
    const row = newRow(cells);
    const { problems } = readDraft(typed(values, { [id]: [newRow({}), row] }));
    return problems[`${id}.${row.key}.${cell}`];
  };
  test.each([
    ['mounts', { type: 'bind', source: 'relative', target: '/x' }, 'source', 'whole path'],
    ['mounts', { type: 'volume', source: '/srv', target: '/x' }, 'source', '“Folder”'],
    ['mounts', { type: 'volume', source: 'data', target: 'x' }, 'target', 'from its root'],
    ['mounts', { type: 'volume', source: 'data', target: '/' }, 'target', 'root of the container'],
    ['mounts', { type: 'tmpfs', target: '/x', mode: '99' }, 'mode', 'octal'],
    ['mounts', { type: 'volume', target: '/x', driverOptions: 'nothing' }, 'driverOptions', 'name=value'],
    ['env', { name: 'A=B', value: '1' }, 'name', '“=”'],
    ['env', { name: '', value: '1' }, 'name', 'no name'],
    ['ulimits', { name: 'nofile', soft: '', hard: '5' }, 'soft', 'Which limit'],
    ['devices', { hostPath: 'fuse' }, 'hostPath', '/dev/fuse'],
    ['deviceCgroupRules', { value: 'all of them' }, 'value', 'c 188'],
  ])('a row of %s: %j', (id, cells, cell, message) => expect(inRow(id, cells, cell)).toContain(message));

  test('a label that is there twice, at the second', () => {
    const [first, second] = [newRow({ name: 'a', value: '1' }), newRow({ name: 'a', value: '2' })];
    const { problems } = readDraft(typed({}, { labels: [first, second] }));
    expect(Object.entries(problems)).toEqual([[`labels.${second.key}.name`, '“a” is there twice.']]);
  });
  test('one host port for several containers; a range is enough for them', () => {
    const port = (hostPort: string) =>
      withRows(typed({ count: '2' }), 'ports', [newRow({ hostPort, containerPort: '80', protocol: 'tcp' })]);
    expect(readDraft(port('8080')).problems['count']).toContain('once only');
    expect(readDraft(port('8080-8090')).problems).toEqual({});
  });
  test('the network of the machine beside another one', () => {
    const draft = withRows(typed({}), 'networks', [newRow({ name: 'front' }), newRow({ name: 'host' })]);
    expect(Object.values(readDraft(draft).problems)[0]).toContain('stands alone');
  });
});

test('what is missing is nothing in the settings too, and never half a value', () => {
  const draft = typed({ image: ' ', count: 'many' }, { ports: [newRow({ hostPort: '80', protocol: 'tcp' })] });
  const { settings } = readDraft(draft);
  expect(settings.image).toBe('');
  expect(settings.ports).toEqual([{ containerPort: 0, hostPort: 80, protocol: 'tcp' }]);
});

test('rows that were added and left empty do not count', () => {
  const { settings, problems } = readDraft(
    typed(
      {},
      { ports: [newRow({ hostIp: '', protocol: 'tcp' })], env: [newRow({})], mounts: [newRow({ type: 'bind' })] },
    ),
  );
  expect(problems).toEqual({});
  expect(settings).toMatchObject({ env: [], mounts: [] });
});

test('a place in the settings is found in the form, rows that are empty or stand for several included', () => {
  const rows = [
    newRow({}),
    newRow({ containerPort: '80-81', protocol: 'tcp' }),
    newRow({ containerPort: '90', protocol: 'tcp' }),
  ];
  const { placeOf } = readDraft(typed({}, { ports: rows }));
  expect(placeOf(['ports', '1', 'hostPortEnd'])).toBe(`ports.${rows[1]?.key}.hostPort`);
  expect(placeOf(['ports', 2, 'containerPort'])).toBe(`ports.${rows[2]?.key}.containerPort`);
  expect(placeOf(['healthCheck', 'retries'])).toBe('healthCheck.retries');
  expect(placeOf(['user'])).toBe('user');
  expect(placeOf(['elsewhere'])).toBeUndefined();
});

test('an edit of one field leaves all others the same objects', () => {
  const draft = withText(EMPTY_DRAFT, 'name', 'web');
  expect(draft.rows).toBe(EMPTY_DRAFT.rows);
});

import { describe, expect, test } from 'vitest';
import { RunSettings } from '../../../../contract/model/run.ts';
import { EMPTY_DRAFT, newMount, newPair, newPort, type RunDraft } from './draft.ts';
import { readDraft } from './readDraft.ts';

const read = (fields: Partial<RunDraft>) => readDraft({ ...EMPTY_DRAFT, image: 'busybox', ...fields });

test('an image is all that is needed, and everything else is left to the engine', () => {
  const { settings, problems } = read({});
  expect(problems).toEqual({});
  expect(RunSettings.parse(settings)).toEqual(RunSettings.parse({ image: 'busybox' }));
});

test('what is typed is what is sent', () => {
  const { settings, problems } = read({
    name: ' web ',
    command: `sh -c 'echo "hi there"'`,
    ports: [
      newPort({ hostIp: '127.0.0.1', hostPort: '8080', containerPort: '80' }),
      newPort({ containerPort: '53', protocol: 'udp' }),
    ],
    env: [newPair('EMPTY', ''), newPair('SPACES', ' kept ')],
    labels: [newPair('team', 'a=b')],
    mounts: [
      newMount({ source: 'data', target: '/data', isReadOnly: true }),
      newMount({ type: 'tmpfs', target: '/tmp' }),
    ],
    restart: 'on-failure',
    retries: '3',
    memory: '64m',
    cpus: '0.5',
    network: 'none',
    tty: true,
    pull: 'never',
    start: false,
  });
  expect(problems).toEqual({});
  expect(settings).toMatchObject({
    name: 'web',
    command: ['sh', '-c', 'echo "hi there"'],
    ports: [
      { hostIp: '127.0.0.1', hostPort: 8080, containerPort: 80, protocol: 'tcp' },
      { hostIp: undefined, hostPort: undefined, containerPort: 53, protocol: 'udp' },
    ],
    env: [
      { name: 'EMPTY', value: '' },
      { name: 'SPACES', value: ' kept ' },
    ],
    labels: [{ name: 'team', value: 'a=b' }],
    mounts: [
      { type: 'volume', source: 'data', target: '/data', isReadOnly: true },
      { type: 'tmpfs', source: '', target: '/tmp', isReadOnly: false },
    ],
    restartPolicy: { name: 'on-failure', maximumRetryCount: 3 },
    memoryBytes: 67_108_864,
    cpus: 0.5,
    networks: [{ name: 'none' }],
    tty: true,
    pull: 'never',
    start: false,
  });
});

describe('what cannot be meant is said at its field', () => {
  const row = newPort({ hostPort: '99999', containerPort: '' });
  test.each([
    ['image', { image: '' }],
    ['image', { image: 'busybox sh' }],
    ['name', { name: 'x' }],
    ['command', { command: 'echo "open' }],
    ['memory', { memory: 'lots' }],
    ['autoRemove', { autoRemove: true, restart: 'always' as const }],
    ['count', { count: '0' }],
    ['workingDir', { workingDir: 'app' }],
    [`ports.${row.key}.hostPort`, { ports: [row] }],
    [`ports.${row.key}.containerPort`, { ports: [row] }],
  ])('%s', (field, fields) => expect(read(fields).problems[field]).toBeDefined());

  test('a folder needs a whole path, a volume a name', () => {
    const folder = newMount({ type: 'bind', source: 'relative', target: '/x' });
    const volume = newMount({ source: '/srv', target: '/x' });
    const { problems } = read({ mounts: [folder, volume] });
    expect(problems[`mounts.${folder.key}.source`]).toContain('whole path');
    expect(problems[`mounts.${volume.key}.source`]).toContain('“Folder”');
  });

  test('a variable that is there twice', () => {
    const second = newPair('A', '2');
    expect(read({ env: [newPair('A', '1'), second] }).problems[`env.${second.key}.name`]).toContain('twice');
  });

  test('one host port for several containers', () => {
    const ports = [newPort({ hostPort: '8080', containerPort: '80' })];
    expect(read({ count: '2', ports }).problems['count']).toContain('once only');
  });
});

test('rows that were added and left empty do not count', () => {
  const { settings, problems } = read({ ports: [newPort()], env: [newPair()], mounts: [newMount()] });
  expect(problems).toEqual({});
  expect(settings).toMatchObject({ ports: [], env: [], mounts: [] });
});

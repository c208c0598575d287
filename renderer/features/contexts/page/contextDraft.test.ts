import { expect, test } from 'vitest';
import type { ContextDetail } from '../../../../contract/model/contextEdit.ts';
import { draftOf, EMPTY_DRAFT, readDraft, withBundle } from './contextDraft.ts';

const BEFORE: ContextDetail = {
  name: 'lab',
  description: 'The lab',
  endpoint: 'tcp://lab:2376',
  skipVerify: false,
  tlsFiles: ['ca', 'cert', 'key'],
  tlsDir: '/home/me/.docker/contexts/tls/1/docker',
  isCurrent: false,
};

test.each([
  [{ by: 'ssh', ssh: 'me@lab' }, 'ssh://me@lab', undefined],
  [{ by: 'ssh', ssh: ' ssh://me@lab:2222 ' }, 'ssh://me@lab:2222', undefined],
  [{ by: 'socket', socket: '/run/docker.sock' }, 'unix:///run/docker.sock', undefined],
  [{ by: 'tls', tls: 'lab:2376', ca: 'PEM' }, 'tcp://lab:2376', { ca: 'PEM\n', skipVerify: false }],
] as const)('%j is %s', (typed, endpoint, tls) => {
  const { settings } = readDraft({ ...EMPTY_DRAFT, name: 'lab', ...typed });
  expect(settings?.endpoint).toBe(endpoint);
  expect(settings?.tls).toEqual(tls);
});

test('what is edited comes back as it was, and its certificates stay unless others are given', () => {
  const draft = draftOf(BEFORE);
  expect(draft).toMatchObject({ by: 'tls', tls: 'lab:2376', description: 'The lab' });
  expect(readDraft(draft, BEFORE).settings).toEqual({
    name: 'lab',
    description: 'The lab',
    endpoint: 'tcp://lab:2376',
  });
  expect(readDraft({ ...draft, ca: 'NEW' }, BEFORE).settings?.tls).toMatchObject({ ca: 'NEW\n' });
});

test('a context that goes by SSH from now on loses the certificates that it had', () => {
  const { settings } = readDraft({ ...draftOf(BEFORE), by: 'ssh', ssh: 'me@lab' }, BEFORE);
  expect(settings).toMatchObject({ endpoint: 'ssh://me@lab', tls: { skipVerify: false } });
});

test('a name that the CLI does not take is told, and nothing can be kept without an address', () => {
  expect(readDraft({ ...EMPTY_DRAFT, name: 'a b', ssh: 'me@lab' })).toMatchObject({
    settings: undefined,
    nameProblem: expect.stringContaining('letters'),
  });
  expect(readDraft({ ...EMPTY_DRAFT, name: 'lab' }).settings).toBeUndefined();
});

test('a bundle fills in what it has, and leaves the name and the address that were written', () => {
  const bundle = {
    ca: 'CA',
    cert: 'CERT',
    key: 'KEY',
    name: 'lab',
    endpoint: 'tcp://lab:2376',
    description: 'The lab',
  };
  const draft = { ...EMPTY_DRAFT, by: 'tls' } as const;
  expect(readDraft(withBundle(draft, bundle)).settings).toEqual({
    name: 'lab',
    description: 'The lab',
    endpoint: 'tcp://lab:2376',
    tls: { ca: 'CA\n', cert: 'CERT\n', key: 'KEY\n', skipVerify: false },
  });
  expect(withBundle({ ...draft, name: 'mine', tls: '10.0.0.7', key: 'old' }, { ca: 'CA' })).toMatchObject({
    name: 'mine',
    tls: '10.0.0.7',
    ca: 'CA',
    key: '',
  });
});

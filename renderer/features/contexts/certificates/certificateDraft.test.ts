import { expect, test } from 'vitest';
import type { CertificateDefaults } from '../../../../contract/model/certificates.ts';
import { NEW_CERTIFICATES, readCertificateDraft } from './certificateDraft.ts';

const DEFAULTS: CertificateDefaults = {
  openssl: 'OpenSSL 3.0.19',
  howToInstall: '',
  parentFolder: '/home/me/docker-certificates',
  hostName: 'desk.example.org',
  addresses: ['192.168.1.2', '2001:db8::2'],
};
const read = (given: Partial<typeof NEW_CERTIFICATES>) =>
  readCertificateDraft({ ...NEW_CERTIFICATES, ...given }, DEFAULTS);

test('for another machine the name and the folder follow from the first name that is written', () => {
  expect(read({ names: 'lab.example.org\n10.0.0.7, ::1' })).toMatchObject({
    name: 'lab',
    folder: '/home/me/docker-certificates/lab',
    offered: ['localhost', '127.0.0.1'],
    problems: {},
    settings: { names: ['lab.example.org', '10.0.0.7', '::1'], days: 365, authorityDays: 3650 },
  });
  expect(read({ names: '10.0.0.7' }).name).toBe('10.0.0.7');
  expect(read({ names: 'default' }).name).toBe('default-engine');
});

test('for this computer its names and addresses are there to begin with', () => {
  expect(read({ isHere: true })).toMatchObject({
    name: 'desk',
    offered: [],
    settings: { names: ['desk.example.org', '192.168.1.2', '2001:db8::2', 'localhost', '127.0.0.1'] },
  });
  expect(read({ isHere: true, names: 'desk' }).offered).toContain('192.168.1.2');
});

test('nothing is called wrong before it is written, and nothing can be made of it', () => {
  expect(read({})).toMatchObject({ settings: undefined, problems: {} });
});

test.each([
  [{ names: 'lab tcp://lab' }, 'names', '“tcp://lab”: This is neither'],
  [{ names: 'lab', name: 'a b' }, 'name', 'letters'],
  [{ names: 'lab', folder: 'here' }, 'folder', 'whole path'],
  [{ names: 'lab', days: '' }, 'days', 'One day'],
  [{ names: 'lab', days: 10, authorityDays: 5 }, 'days', 'authority'],
  [{ names: 'lab', passphrase: 'short', repeated: 'short' }, 'passphrase', 'Eight'],
  [{ names: 'lab', passphrase: 'long enough', repeated: 'long' }, 'repeated', 'not the same'],
] as const)('%j is told at its field', (given, field, said) => {
  const { problems, settings } = read(given);
  expect(settings).toBeUndefined();
  expect(problems[field]).toContain(said);
});

test('a passphrase that is not repeated yet is no problem, and makes nothing', () => {
  expect(read({ names: 'lab', passphrase: 'long enough' })).toMatchObject({ settings: undefined, problems: {} });
});

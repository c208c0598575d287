import { expect, test } from 'vitest';
import { placeCertificatesCommand, tlsDaemonJson, tlsEndpoint, tryTlsCommand } from './engineTlsText.ts';
import { splitWords } from './words.ts';

const wordsOf = (command: string) => {
  const split = splitWords(command);
  return split.ok ? split.words : [];
};

test('the engine’s machine gets three files, and never the authority’s key', () => {
  const command = placeCertificatesCommand("/home/me/it's lab", 'lab.example.org');
  const [scp, ssh] = command.split(' &&\n').map(wordsOf);
  expect(scp).toEqual([
    'scp',
    ...['ca.pem', 'server-cert.pem', 'server-key.pem'].map((file) => `/home/me/it's lab/${file}`),
    'lab.example.org:',
  ]);
  expect(ssh?.slice(0, 3)).toEqual(['ssh', '-t', 'lab.example.org']);
  expect(ssh?.[3]).toContain('sudo install -m 600 ca.pem server-cert.pem server-key.pem /etc/docker/tls && rm ca.pem');
  expect(command).not.toContain('ca-key');
  expect(placeCertificatesCommand('/x', undefined)).not.toMatch(/ssh|scp|ca-key/);
});

test('an IPv6 address is in brackets where a colon would end it, and only there', () => {
  expect(placeCertificatesCommand('/x', '2001:db8::7')).toMatch(/'?\[2001:db8::7\]:'? &&\nssh -t 2001:db8::7 /);
  expect(tlsEndpoint('2001:db8::7')).toBe('tcp://[2001:db8::7]:2376');
  expect(tlsEndpoint('lab', 2377)).toBe('tcp://lab:2377');
});

test('daemon.json asks clients for certificates, and names the files where they were put', () => {
  expect(JSON.parse(tlsDaemonJson(2376))).toEqual({
    hosts: ['fd://', 'tcp://0.0.0.0:2376'],
    tlsverify: true,
    tlscacert: '/etc/docker/tls/ca.pem',
    tlscert: '/etc/docker/tls/server-cert.pem',
    tlskey: '/etc/docker/tls/server-key.pem',
  });
  expect(wordsOf(tryTlsCommand('/a b', 'tcp://lab:2376'))).toContain('/a b/key.pem');
});

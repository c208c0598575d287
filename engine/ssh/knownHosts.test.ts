import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addKnownHost, judgeHostKey, readKnownHosts } from './knownHosts.ts';
import { preferKnown } from './verifyHostKey.ts';

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'gantry-known-hosts-'))));
afterEach(() => rmSync(dir, { recursive: true }));

function blob(type: string, content: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(type.length);
  return Buffer.concat([length, Buffer.from(type), Buffer.from(content)]);
}
const ED = blob('ssh-ed25519', 'one');
const OTHER = blob('ssh-ed25519', 'two');
const RSA = blob('ssh-rsa', 'three');
const line = (hosts: string, key = ED, type = 'ssh-ed25519') =>
  `${hosts} ${type} ${key.toString('base64')} a comment\n`;

function known(text: string, host = 'lab', port = 22) {
  const file = join(dir, 'known_hosts');
  writeFileSync(file, text);
  return readKnownHosts([join(dir, 'absent'), file], host, port);
}

test.each([
  ['a plain name', line('lab'), 'lab', 22],
  ['one of several', line('10.0.0.1,lab,other'), 'lab', 22],
  ['a pattern', line('*.example.org'), 'a.example.org', 22],
  ['another port', line('[lab]:2222'), 'lab', 2222],
  ['a name in capitals', line('Lab'), 'LAB', 22],
])('%s is found', (_name, text, host, port) => {
  expect(judgeHostKey(known(text, host, port), ED)).toEqual({ type: 'known' });
});

test.each([
  ['another port', line('lab'), 'lab', 2222],
  ['an excluded name', line('*.org,!a.org'), 'a.org', 22],
  ['a comment', `# ${line('lab')}`, 'lab', 22],
  ['a marker that is not known', `@future ${line('lab')}`, 'lab', 22],
  ['nonsense', 'lab\n\n|1|x ssh-ed25519 AAAA\n', 'lab', 22],
])('%s is not it', (_name, text, host, port) => {
  expect(judgeHostKey(known(text, host, port), ED)).toMatchObject({ type: 'unknown', otherTypes: [] });
});

test('another key of the same type is a change, with its place; one of another type is told', () => {
  expect(judgeHostKey(known(`\n${line('lab', OTHER)}`), ED)).toMatchObject({ type: 'changed', line: 2 });
  expect(judgeHostKey(known(line('lab', RSA, 'ssh-rsa')), ED)).toMatchObject({ otherTypes: ['ssh-rsa'] });
  expect(judgeHostKey(known(line('lab', OTHER) + line('lab')), ED)).toEqual({ type: 'known' });
});

test('a key that was taken back wins over one that is known; an authority is told', () => {
  expect(judgeHostKey(known(line('lab') + `@revoked ${line('*')}`), ED)).toMatchObject({ type: 'revoked', line: 2 });
  expect(judgeHostKey(known(`@cert-authority ${line('*', OTHER)}`), ED)).toMatchObject({ hasAuthority: true });
});

test.each([true, false])(
  'what is added is found again (hashed: %s), on a line of its own, in a file of the person’s',
  (isHashed) => {
    const file = join(dir, 'new/known_hosts');
    addKnownHost(file, { host: 'lab', port: 2222 }, ED, isHashed);
    writeFileSync(file, readFileSync(file, 'utf8').trimEnd()); // somebody's editor left no end of line
    addKnownHost(file, { host: 'Gate', port: 22 }, RSA, isHashed);
    expect(judgeHostKey(readKnownHosts([file], 'lab', 2222), ED)).toEqual({ type: 'known' });
    expect(judgeHostKey(readKnownHosts([file], 'gate', 22), RSA)).toEqual({ type: 'known' });
    expect(readFileSync(file, 'utf8').includes('lab')).toBe(!isHashed);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  },
);

test('the kinds of key that are known are asked for first', () => {
  const all = ['ssh-ed25519', 'ecdsa-sha2-nistp256', 'rsa-sha2-512', 'rsa-sha2-256'];
  expect(preferKnown(known(line('lab', RSA, 'ssh-rsa')), all)).toEqual([
    'rsa-sha2-512',
    'rsa-sha2-256',
    'ssh-ed25519',
    'ecdsa-sha2-nistp256',
  ]);
});

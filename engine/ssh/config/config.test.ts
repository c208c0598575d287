import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseSshAddress } from '../address.ts';
import { words } from './parse.ts';
import { resolveHost } from './resolve.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'gantry-ssh-config-'));
  mkdirSync(join(home, '.ssh'), { mode: 0o700 });
});
afterEach(() => rmSync(home, { recursive: true }));

const CONFIG = `
# a comment, and a setting before any block
IdentitiesOnly = no
Host lab-* !lab-9
    HostName %h.example.org
    User moby
    Port 2222
    IdentityFile ~/.ssh/lab_%h
    IdentityFile "~/.ssh/with space"
Host lab-1
    User later
    Port 99
    IdentityFile /keys/%r@%n
Host gate
    HostName 10.0.0.1
    User keeper
    HostKeyAlias the-gate
    UserKnownHostsFile ~/.ssh/gate_hosts /etc/other
    StrictHostKeyChecking accept-new
Host deep
    ProxyJump me@gate:2200,second
    ServerAliveInterval 7
    ConnectTimeout 9
Host quoted
    User "some one"
    HashKnownHosts yes # said here
Match host 10.0.0.2
    User matched
Host byip
    HostName 10.0.0.2
Match originalhost both,other user moby
    Port 77
Match originalhost both !user moby
    Port 78
Match all
    IdentityAgent ~/agent.sock
Include extra/*.conf
Host *
    User anybody
`;
const EXTRA = 'Host included\n  Port 4444\n  User from-include\nHost *\n  IdentitiesOnly yes\n';

function write() {
  writeFileSync(join(home, '.ssh/config'), CONFIG, { mode: 0o600 });
  mkdirSync(join(home, '.ssh/extra'));
  writeFileSync(join(home, '.ssh/extra/one.conf'), EXTRA, { mode: 0o600 });
  return (host: string, more: { user?: string; port?: number } = {}) =>
    resolveHost({ host, ...more, home, localUser: 'local', systemConfig: '/dev/null' });
}

/** What OpenSSH itself makes of it; it takes the home folder from the system's list of users, so `~` is left out of it. */
function openSsh(host: string, more: readonly string[] = []): Map<string, string[]> {
  const file = join(home, 'for-ssh');
  const include = `Include ${join(home, '.ssh/extra')}/*.conf`;
  writeFileSync(file, CONFIG.replaceAll('~', home).replace('Include extra/*.conf', include), { mode: 0o600 });
  const said = execFileSync('ssh', ['-G', '-F', file, ...more, host], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const found = new Map<string, string[]>();
  for (const line of said.split('\n')) {
    const [key = '', ...rest] = line.split(' ');
    found.set(key, [...(found.get(key) ?? []), rest.join(' ')]);
  }
  return found;
}

const KEYS = ['id_rsa', 'id_ecdsa', 'id_ed25519'];
const HOSTS = ['lab-1', 'lab-2', 'lab-9', 'gate', 'deep', 'quoted', 'byip', 'both', 'included', 'elsewhere', 'LAB-1'];

describe.skipIf(!existsSync('/usr/bin/ssh'))('as ssh -G has it', () => {
  test.each(
    HOSTS.flatMap(
      (host) =>
        [
          [host, {}],
          [host, { user: 'moby', port: 5000 }],
        ] as const,
    ),
  )('%s %j', (host, more) => {
    const ours = write()(host, more);
    const theirs = openSsh(host, 'user' in more ? ['-l', more.user, '-p', String(more.port)] : []);
    const first = (key: string) => theirs.get(key)?.[0];
    expect([ours.hostName, String(ours.port), ours.user]).toEqual([first('hostname'), first('port'), first('user')]);
    expect(ours.identitiesOnly).toBe(first('identitiesonly') === 'yes');
    expect(ours.identityAgent).toBe(first('identityagent'));
    expect(ours.jumps.join(',')).toBe(first('proxyjump') ?? '');
    expect(ours.hostKeyAlias).toBe(first('hostkeyalias'));
    expect(ours.hashKnownHosts).toBe(first('hashknownhosts') === 'yes');
    expect(ours.keepAliveMs ?? 0).toBe(Number(first('serveraliveinterval')) * 1000);
    expect(ours.strictHostKeyChecking).toBe(
      { ask: 'ask', 'accept-new': 'accept-new' }[first('stricthostkeychecking')!],
    );
    const named = theirs.get('identityfile')!.filter((file) => file.startsWith(home) || file.startsWith('/keys'));
    const expanded = named.map((file) =>
      file.replaceAll('%h', ours.hostName).replaceAll('%r', ours.user).replaceAll('%n', host),
    );
    expect(ours.identityFiles).toEqual(expanded.length > 0 ? expanded : KEYS.map((key) => join(home, '.ssh', key)));
    const files = host === 'gate' ? first('userknownhostsfile') : `${home}/.ssh/known_hosts ${home}/.ssh/known_hosts2`;
    expect(ours.knownHostsFiles.slice(0, 2).join(' ')).toBe(files);
  });
});

test('without any configuration the usual keys and files are taken', () => {
  const found = resolveHost({ host: 'Lab.Example', home, localUser: 'me', systemConfig: '/dev/null' });
  expect(found).toMatchObject({
    hostName: 'lab.example',
    port: 22,
    user: 'me',
    jumps: [],
    strictHostKeyChecking: 'ask',
  });
  expect(found.identityFiles).toEqual(KEYS.map((name) => join(home, '.ssh', name)));
  expect(found.knownHostsFiles[0]).toBe(join(home, '.ssh/known_hosts'));
});

test('whichever of ProxyJump and ProxyCommand comes first decides', () => {
  writeFileSync(
    join(home, '.ssh/config'),
    'Host a\n ProxyCommand nc %h %p\n ProxyJump gate\nHost b\n ProxyJump gate\n ProxyCommand nc\n',
  );
  const of = (host: string) => resolveHost({ host, home, localUser: 'me', systemConfig: '/dev/null' });
  expect(of('a')).toMatchObject({ jumps: [], proxyCommand: 'nc %h %p' });
  expect(of('b')).toMatchObject({ jumps: ['gate'], proxyCommand: undefined });
});

test('a block whose condition is a program is left out: nothing is run', () => {
  writeFileSync(join(home, '.ssh/config'), `Match exec "touch ${home}/ran"\n User wrong\n`);
  expect(resolveHost({ host: 'a', home, localUser: 'me', systemConfig: '/dev/null' }).user).toBe('me');
  expect(existsSync(join(home, 'ran'))).toBe(false);
});

test('files that include one another end', () => {
  writeFileSync(join(home, '.ssh/config'), 'Include config\nUser me\n');
  expect(resolveHost({ host: 'a', home, localUser: 'x', systemConfig: '/dev/null' }).user).toBe('me');
});

test.each([
  ['Port 22', ['Port', '22']],
  ['  Port=22', ['Port', '22']],
  ['IdentityFile "a b" # more', ['IdentityFile', 'a b']],
  ['# Port 22', []],
  ['', []],
])('the line “%s” has the words %j', (line, expected) => expect(words(line)).toEqual(expected));

test.each([
  ['ssh://me@host', { host: 'host', user: 'me' }],
  ['ssh://host', { host: 'host' }],
  ['ssh://me@host:2222', { host: 'host', user: 'me', port: 2222 }],
  ['ssh://me@[fe80::1]:22/run/docker.sock', { host: 'fe80::1', user: 'me', port: 22, path: '/run/docker.sock' }],
  ['ssh://me@host/', { host: 'host', user: 'me' }],
  ['ssh://do%40main@host', { host: 'host', user: 'do@main' }],
])('%s is understood', (text, address) => expect(parseSshAddress(text)).toEqual(address));

test.each([
  'ssh://',
  'ssh://me:secret@host',
  'ssh://-oProxyCommand=x',
  'ssh://-l@host',
  'ssh://host:0',
  'ssh://host:99999',
  'http://host',
  'ssh://a b',
  'ssh://@host',
])('%s is refused', (text) => {
  expect(parseSshAddress(text)).toBeUndefined();
});

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneWords, createGit } from './git.ts';
import { checkBranch, readGitAddress } from './gitAddress.ts';

const run = promisify(execFile);

describe('an address', () => {
  test.each([
    ['https://example.org/me/app.git', 'app'],
    ['git@example.org:me/app.git', 'app'],
    ['ssh://git@example.org:2222/me/app', 'app'],
    ['file:///srv/git/app.git/', 'app'],
  ])('%s is one', (url, name) => expect(readGitAddress(url)).toEqual({ url, name }));

  test.each([
    'ext::sh -c touch% /tmp/x',
    'ext::x',
    '--upload-pack=x',
    '-u',
    'http://example.org/a',
    'git://example.org/a',
    'fd::17',
    'https://',
    'ssh://-oProxyCommand=x/y',
    '-oProxyCommand=x:y',
    'git@host:-x',
    '/srv/git',
    'https://a/b\nc',
  ])('%s is none', (url) => expect(() => readGitAddress(url)).toThrow(/no address/));

  test('a password is parted from it, and is in no command', () => {
    const address = readGitAddress('https://me:s3cret@example.org/a');
    expect(address.url).toBe('https://example.org/a');
    expect(cloneWords({ address, folder: '/x' }).join(' ')).not.toContain('s3cret');
  });

  test.each(['--upload-pack=x', 'a..b', '-b', 'a b', 'x.lock'])('%s is no branch', (branch) =>
    expect(() => checkBranch(branch)).toThrow(/no name of a branch/),
  );
});

describe('a clone', () => {
  let root: string;
  let url: string;
  const git = createGit({ PATH: process.env['PATH'], HOME: '/nonexistent' });
  const live = new AbortController().signal;
  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'gantry-git-'));
    const origin = path.join(root, 'origin');
    await mkdir(origin);
    const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' };
    const g = (...args: string[]) =>
      run('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd: origin, env });
    await g('init', '--initial-branch=main');
    await writeFile(path.join(origin, 'compose.yaml'), 'services: {}\n');
    await g('add', '.');
    await g('commit', '-m', 'one');
    await g('checkout', '-b', 'other');
    await writeFile(path.join(origin, 'compose.yaml'), 'services: { a: {} }\n');
    await g('commit', '-am', 'two');
    await g('checkout', 'main');
    url = `file://${origin}`;
  });
  afterAll(() => rm(root, { recursive: true }));
  const clone = (folder: string, more: { readonly branch?: string; readonly url?: string } = {}, signal = live) =>
    git.clone(
      { address: readGitAddress(more.url ?? url), branch: more.branch, folder: path.join(root, folder) },
      () => {},
      signal,
    );

  test('has the branch that is asked for, one commit deep', async () => {
    await clone('a/deep/one', { branch: 'other' });
    const folder = path.join(root, 'a/deep/one');
    expect(await readFile(path.join(folder, 'compose.yaml'), 'utf8')).toContain('a:');
    expect((await run('git', ['rev-list', '--count', 'HEAD'], { cwd: folder })).stdout.trim()).toBe('1');
  });

  test('runs nothing that comes with a repository, and fetches none of the others that it names', async () => {
    const origin = path.join(root, 'hostile');
    await mkdir(path.join(origin, '.git-hooks'), { recursive: true });
    const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' };
    const g = (...args: string[]) =>
      run('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd: origin, env });
    await g('init', '--initial-branch=main');
    const module = '[submodule "x"]\n\tpath = x\n\turl = ext::sh -c touch% pwned\n';
    await writeFile(path.join(origin, '.gitmodules'), module);
    await writeFile(path.join(origin, '.gitattributes'), '* filter=evil\n');
    await writeFile(path.join(origin, '.git-hooks/post-checkout'), '#!/bin/sh\ntouch pwned\n', { mode: 0o755 });
    await symlink('/etc/passwd', path.join(origin, 'compose.yaml'));
    await g('add', '.');
    await g('update-index', '--add', '--cacheinfo', `160000,${'a'.repeat(40)},x`);
    await g('commit', '-m', 'one');
    await clone('hostile-clone', { url: `file://${origin}` });
    const folder = path.join(root, 'hostile-clone');
    expect(await readdir(path.join(folder, 'x'))).toEqual([]);
    expect([...(await readdir(folder)), ...(await readdir(root))]).not.toContain('pwned');
    expect(await readdir(path.join(folder, '.git'))).not.toContain('modules');
  });

  test('refuses a folder that has something in it, and leaves it', async () => {
    await mkdir(path.join(root, 'filled'));
    await writeFile(path.join(root, 'filled/mine'), '');
    await expect(clone('filled')).rejects.toMatchObject({ error: { code: 'conflict' } });
    expect(await readdir(path.join(root, 'filled'))).toEqual(['mine']);
  });

  test('that fails or is cancelled leaves nothing', async () => {
    await expect(clone('b/c', { branch: 'nowhere' })).rejects.toMatchObject({ error: { code: 'not-found' } });
    await expect(clone('b/c', { url: `file://${root}/nothing` })).rejects.toMatchObject({
      error: { code: 'not-found' },
    });
    const abort = new AbortController();
    const cloning = clone('b/c', {}, abort.signal);
    abort.abort();
    await expect(cloning).rejects.toMatchObject({ error: { code: 'cancelled' } });
    expect(await readdir(root)).not.toContain('b');
  });

  test('a password is neither in what is said nor in the checkout', async () => {
    const failed = clone('secret', { url: 'https://me:s3cret@127.0.0.1:1/x' });
    const thrown = await failed.then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(JSON.stringify((thrown as { readonly error: unknown }).error)).not.toContain('s3cret');
  });

  test('is fetched from the address with the password, and keeps the one without it', async () => {
    const folder = path.join(root, 'parted');
    // Another address instead of one with a password: git is told of both in the same way.
    const address = { url: 'https://example.invalid/a', secretUrl: url, name: 'a' };
    await git.clone({ address, folder }, () => {}, live);
    const config = await readFile(path.join(folder, '.git/config'), 'utf8');
    expect(config).toContain('https://example.invalid/a');
    expect(config).not.toContain(url);
  });
});

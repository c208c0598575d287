import { lstat, mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCliTools } from './cliTools.ts';

let home = '';
let data = '';
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'gantry-cli-'));
  data = path.join(home, 'data');
  await engine('one');
});
afterEach(() => rm(home, { recursive: true }));

async function engine(id: string): Promise<void> {
  const dir = path.join(data, 'engine/install', id);
  await mkdir(dir, { recursive: true });
  const script = '#!/bin/sh\n[ "$2" = zsh ] && echo "#compdef docker"\necho "# $2 completion V2 for docker"\n';
  for (const name of ['docker', 'docker-compose', 'docker-buildx']) {
    await writeFile(path.join(dir, name), script, { mode: 0o755 });
  }
}
const toolsOf = (id: string) => {
  const file = (name: string) => path.join(data, 'engine/install', id, name);
  return { docker: file('docker'), compose: file('docker-compose'), buildx: file('docker-buildx') };
};
const inHome = (file: string) => path.join(home, file);
const start = (id = 'one', env = {}, platform: NodeJS.Platform = 'linux') =>
  createCliTools({ tools: () => toolsOf(id), roots: [data], env: { PATH: '', ...env }, home, platform });
const states = ({ links }: { links: readonly { name: string; state: string }[] }) =>
  Object.fromEntries(links.map(({ name, state }) => [name, state]));
const filesInHome = async () =>
  (await readdir(home, { recursive: true, withFileTypes: true }))
    .filter((entry) => !entry.isDirectory() && !entry.parentPath.startsWith(data))
    .map((entry) => path.relative(home, path.join(entry.parentPath, entry.name)))
    .sort();

const ALL = [
  '.config/fish/completions/docker.fish',
  '.docker/cli-plugins/docker-buildx',
  '.docker/cli-plugins/docker-compose',
  '.local/bin/docker',
  '.local/bin/docker-compose',
  '.local/share/bash-completion/completions/docker',
  '.local/share/zsh/site-functions/_docker',
];

test('asked for, the tools, the plugins and completions for three shells are linked; removal undoes all of it', async () => {
  const cli = start();
  expect(await filesInHome()).toEqual([]);
  const made = await cli.install();
  expect(await filesInHome()).toEqual(ALL);
  expect(new Set(Object.values(states(made)))).toEqual(new Set(['ours']));
  expect(await readlink(inHome('.local/bin/docker'))).toBe(toolsOf('one').docker);
  const zsh = await readFile(inHome('.local/share/zsh/site-functions/_docker'), 'utf8');
  expect(zsh).toMatch(/^#compdef docker\n# Made by Gantry/);
  await cli.remove();
  expect(await filesInHome()).toEqual([]);
});

test('somebody else’s docker is never overwritten nor removed, and is named', async () => {
  await mkdir(inHome('.local/bin'), { recursive: true });
  await mkdir(inHome('.docker/cli-plugins'), { recursive: true });
  await writeFile(inHome('.local/bin/docker'), 'theirs', { mode: 0o755 });
  await symlink('/usr/libexec/docker/cli-plugins/docker-compose', inHome('.docker/cli-plugins/docker-compose'));
  const cli = start('one', { PATH: inHome('.local/bin') });
  const made = await cli.install();
  expect(states(made)).toMatchObject({ docker: 'other', 'plugin docker-compose': 'other', 'docker-compose': 'ours' });
  expect(made.otherDocker).toBe(inHome('.local/bin/docker'));
  await cli.remove();
  expect(await readFile(inHome('.local/bin/docker'), 'utf8')).toBe('theirs');
  expect((await lstat(inHome('.docker/cli-plugins/docker-compose'))).isSymbolicLink()).toBe(true);
  expect(await filesInHome()).toEqual(['.docker/cli-plugins/docker-compose', '.local/bin/docker']);
});

test('after an engine of another version they lead to it; what was not linked is not linked then', async () => {
  await start().install();
  await engine('two');
  await rm(inHome('.local/bin/docker-compose'));
  await start('two').refresh();
  expect(await readlink(inHome('.local/bin/docker'))).toBe(toolsOf('two').docker);
  expect(await filesInHome()).toEqual(ALL.filter((file) => file !== '.local/bin/docker-compose'));
});

test('it says whether shells look there, and which docker they find before', async () => {
  await mkdir(inHome('elsewhere'));
  await writeFile(inHome('elsewhere/docker'), '', { mode: 0o755 });
  const PATH = [inHome('elsewhere'), inHome('.local/bin')].join(path.delimiter);
  const made = await start('one', { PATH }).install();
  expect(made).toMatchObject({ isOnPath: true, otherDocker: inHome('elsewhere/docker') });
  expect(await start('one', { PATH: inHome('.local/bin') }).status()).not.toHaveProperty('otherDocker');
  expect(await start().status()).toMatchObject({ isOnPath: false });
});

test('without an engine there is nothing to link, and it says so', async () => {
  const cli = createCliTools({ tools: () => undefined, roots: [data], env: {}, home, platform: 'linux' });
  expect(await cli.status()).toMatchObject({ unavailable: expect.stringContaining('come with its engine') });
  await expect(cli.install()).rejects.toThrow('come with its engine');
});

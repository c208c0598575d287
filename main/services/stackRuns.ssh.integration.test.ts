import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { madeStacks } from '../compose/testing/madeStacks.ts';
import { done, PATIENCE } from '../compose/testing/scenario.ts';
import { docker } from '../live/testing/engineCli.ts';
import { importDebianBase } from './testing/debianBase.ts';

const made = madeStacks();
const BASE = 'gantry-test/debian:sshd';
/** The document’s CentOS has no packages any more; what it does to it is the same on Debian. */
const DOCKERFILE = `FROM ${BASE}
RUN apt-get update && apt-get install --yes --no-install-recommends openssh-server openssh-client sshpass && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home --shell /bin/bash student && echo student:student | chpasswd && mkdir -p /run/sshd && ssh-keygen -A
EXPOSE 22
CMD ["/usr/sbin/sshd", "-D", "-e"]
`;

let missing: string | undefined;
beforeAll(async () => void ({ missing } = await importDebianBase(BASE)), 240_000);
beforeEach((ctx) => ctx.skip(missing !== undefined, missing));
afterAll(() => docker('image', 'rm', '--force', BASE).catch(() => ''));

test('AC-68: a student logs in over SSH to what was built and brought up; after down nothing of it is left', async () => {
  const stack = await made.stack(
    `services:
  sshd:
    build: sshd
    image: centos-sshd:latest
    ports: ["127.0.0.1::22"]
    stop_grace_period: 1s
`,
    { 'sshd/Dockerfile': DOCKERFILE },
  );
  await done(stack, { type: 'up' });
  expect(await stack.ps()).toEqual(['sshd-1 running']);
  const [host = '', port = ''] = (await stack.compose('port', 'sshd', '22')).split(':');
  const login = (password: string) =>
    stack.docker(
      ...['run', '--rm', '--network', 'host', '--label', 'gantry.test', 'centos-sshd:latest'],
      ...['sshpass', '-p', password, 'ssh', '-p', port, '-o', 'StrictHostKeyChecking=no', `student@${host}`],
      'echo "$(whoami) is on $(hostname)"',
    );
  const id = await stack.compose('ps', '--quiet', 'sshd');
  await vi.waitFor(async () => expect(await login('student')).toBe(`student is on ${id.slice(0, 12)}`), PATIENCE);
  await expect(login('teacher')).rejects.toThrow('Permission denied');
  await done(stack, { type: 'down', images: 'all' });
  expect(await stack.ps()).toEqual([]);
  expect(await stack.docker('network', 'ls', '--quiet', '--filter', `name=${stack.project}`)).toBe('');
  expect(await stack.docker('image', 'ls', '--quiet', 'centos-sshd')).toBe('');
}, 240_000);

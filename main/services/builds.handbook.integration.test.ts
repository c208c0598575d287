import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { BuildSettingsInput } from '../../contract/model/build.ts';
import { madeBuilds, source, unique } from '../builds/testing/madeBuilds.ts';
import { docker } from '../live/testing/engineCli.ts';

const made = madeBuilds();
const { tag, folder } = made;

const run = (...args: string[]) => docker('run', '--rm', ...args);

/** Builds a folder of these files under a name, and gives that. */
async function image(
  files: Readonly<Record<string, string>>,
  settings: Partial<BuildSettingsInput> = {},
): Promise<string> {
  const name = tag('handbook');
  const { failure } = await made.gantry.build({ source: source(await folder(files)), tags: [name], ...settings });
  expect(failure).toBeUndefined();
  return name;
}

describe('what the handbook builds', () => {
  test('a default command, and another in its place [AC-32]', async () => {
    const name = await image({ Dockerfile: 'FROM busybox\nCMD ["echo", "Dockerfile CMD demo"]\n' });
    expect(await run(name)).toBe('Dockerfile CMD demo');
    expect(await run(name, 'echo', 'Override CMD demo')).toBe('Override CMD demo');
  });

  test('an entrypoint: alone, with arguments, and another in its place [AC-33]', async () => {
    const name = await image({ Dockerfile: 'FROM busybox\nENTRYPOINT ["echo", "Dockerfile ENTRYPOINT demo"]\n' });
    expect(await run(name)).toBe('Dockerfile ENTRYPOINT demo');
    expect(await run(name, 'with additional arguments')).toBe('Dockerfile ENTRYPOINT demo with additional arguments');
    expect(await run('--entrypoint', '/bin/sh', name, '-c', 'echo a shell')).toBe('a shell');
  });

  test('an archive that ADD unpacks [AC-35]', async () => {
    const at = await folder({ Dockerfile: 'FROM busybox\nADD web-page-config.tar /\n' });
    await mkdir(path.join(at, 'etc/web'), { recursive: true });
    const files = ['etc/web/httpd.conf', 'etc/web/mime', 'index.html', 'style.css', 'script.js'];
    for (const file of files) await writeFile(path.join(at, file), file);
    execFileSync('tar', ['-C', at, '-cf', path.join(at, 'web-page-config.tar'), ...files]);
    const name = tag('add');
    expect((await made.gantry.build({ source: source(at), tags: [name] })).failure).toBeUndefined();
    expect((await run(name, 'cat', ...files.map((file) => `/${file}`))).length).toBe(files.join('').length);
  });

  test('a health check that fails leaves the container running; NONE takes it away [AC-38]', async () => {
    const name = await image({
      Dockerfile:
        'FROM busybox\nHEALTHCHECK --interval=1s --timeout=3s --retries=1 CMD echo probing; exit 1\nCMD sleep 100\n',
    });
    const id = await docker('run', '--detach', '--label', 'gantry.test', name);
    try {
      const health = () => docker('inspect', '--format', '{{.State.Health.Status}} {{.State.Running}}', id);
      await expect.poll(health, { timeout: 15_000 }).toBe('unhealthy true');
      expect(await docker('inspect', '--format', '{{(index .State.Health.Log 0).Output}}', id)).toBe('probing');
    } finally {
      await docker('rm', '--force', id);
    }
    const without = await image({ Dockerfile: `FROM ${name}\nHEALTHCHECK NONE\n` });
    expect(await docker('image', 'inspect', '--format', '{{json .Config.Healthcheck.Test}}', without)).toBe('["NONE"]');
  });

  test('a trigger that runs in the build of a child [AC-39]', async () => {
    const base = await image({ Dockerfile: 'FROM busybox\nONBUILD RUN echo triggered in the child\n' });
    const at = await folder({ Dockerfile: `FROM ${base}\nRUN echo own step ${unique()}\n` });
    const { summary, steps } = await made.gantry.build({ source: source(at), noCache: true });
    expect((await made.gantry.logOf(summary.id)).join('\n')).toMatch(/triggered in the child\nown step/);
    // One step more than the Dockerfile has: then none is said to be at a line.
    expect(steps.find(({ instruction }) => instruction.startsWith('RUN echo own'))).not.toHaveProperty('line');
    await docker('image', 'rm', '--force', summary.imageId ?? '');
  });

  test('files that are packed with the program, and variables for it [AC-41]', async () => {
    const name = await image({
      'jdk.sh': '#!/bin/sh\necho java from $JAVA_HOME\n',
      Dockerfile: `FROM busybox
COPY jdk*.sh /tmp/
RUN mkdir -p /opt/jdk/bin && mv /tmp/jdk.sh /opt/jdk/bin/java && chmod +x /opt/jdk/bin/java && ln -s /opt/jdk /opt/java
ENV JAVA_HOME=/opt/java PATH=/opt/java/bin:$PATH
EXPOSE 8080
CMD ["java"]
`,
    });
    expect(await run(name)).toBe('java from /opt/java');
    expect(await docker('image', 'inspect', '--format', '{{json .Config.ExposedPorts}}', name)).toBe('{"8080/tcp":{}}');
  });

  test('what a container was given by hand before [AC-43]', async () => {
    const name = await image({
      Dockerfile: 'FROM busybox\nRUN mkdir /mynewdir\nRUN echo "this is my new file" > /mynewdir/mynewfile\n',
    });
    expect(await run(name, 'cat', '/mynewdir/mynewfile')).toBe('this is my new file');
  });

  test('a server from a pasted Dockerfile and a start script, with its words in the log [S24, S26]', async () => {
    const at = await folder({
      'start.sh': '#!/bin/sh\necho "user $DB_USER"\necho "Waiting for connections"\nexec sleep 100\n',
    });
    const name = tag('server');
    const text =
      'FROM busybox\nARG user=admin\nENV DB_USER=$user\nCOPY --chmod=755 start.sh /start.sh\nEXPOSE 27017\nCMD ["/start.sh"]\n';
    const settings = {
      source: source(at),
      dockerfile: { type: 'text' as const, text },
      args: [{ name: 'user', value: 'me' }],
    };
    expect((await made.gantry.build({ ...settings, tags: [name] })).failure).toBeUndefined();
    const id = await docker('run', '--detach', '--label', 'gantry.test', '--publish', '127.0.0.1::27017', name);
    try {
      await expect.poll(() => docker('logs', id)).toBe('user me\nWaiting for connections');
      expect(await docker('port', id)).toMatch(/^27017\/tcp -> 127\.0\.0\.1:\d+$/);
    } finally {
      await docker('rm', '--force', id);
    }
  });
});

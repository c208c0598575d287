import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { discover } from './discover.ts';

let home: string;
beforeEach(async () => void (home = await mkdtemp(join(tmpdir(), 'gantry-contexts-'))));
afterEach(() => rm(home, { recursive: true, force: true }));

const sha = (name: string) => createHash('sha256').update(name).digest('hex');

async function write(path: string, text: string) {
  await mkdir(dirname(join(home, path)), { recursive: true });
  await writeFile(join(home, path), text);
}

const writeContext = (name: string, host: string, more: object = {}) =>
  write(
    `.docker/contexts/meta/${sha(name)}/meta.json`,
    JSON.stringify({ Name: name, Metadata: {}, Endpoints: { docker: { Host: host, SkipTLSVerify: false } }, ...more }),
  );

const find = (env: Record<string, string> = {}, ownEndpoint?: string) =>
  discover({
    env: { HOME: home, XDG_RUNTIME_DIR: join(home, 'user'), ...env },
    runDir: join(home, 'run'),
    ownEndpoint,
  });

const names = async (env?: Record<string, string>) => (await find(env)).definitions.map(({ name }) => name);

describe('the contexts', () => {
  test('are the default socket alone on a new machine, whether an engine is there or not', async () => {
    expect((await find()).definitions).toMatchObject([
      {
        name: 'default',
        source: 'default-socket',
        endpoint: `unix://${home}/run/docker.sock`,
        isLocal: true,
        cliArgs: [],
      },
    ]);
  });

  test('are those of the docker CLI, and the current one needs no words in a command', async () => {
    await writeContext('lab', 'tcp://10.0.0.5:2376', { Metadata: { Description: 'The lab' } });
    await writeContext('ci', 'ssh://me@ci');
    await write('.docker/config.json', '{"currentContext":"lab"}');
    const { definitions, current } = await find();
    expect(current).toBe('lab');
    expect(definitions).toMatchObject([
      { name: 'default', cliArgs: ['--context', 'default'] },
      { name: 'ci', source: 'cli', endpoint: 'ssh://me@ci', isLocal: false, cliArgs: ['--context', 'ci'] },
      { name: 'lab', endpoint: 'tcp://10.0.0.5:2376', description: 'The lab', isLocal: false, cliArgs: [] },
    ]);
  });

  test('know the machine that ports and paths are of: by the ssh configuration, and none for loopback', async () => {
    await write('.ssh/config', 'Host box\n  HostName Box.Lan\n');
    await writeContext('by-ssh', 'ssh://me@box');
    await writeContext('by-tls', 'tcp://[fd00::1]:2376');
    await writeContext('tunnel', 'tcp://127.0.0.1:2376');
    const { definitions } = await find();
    const machines = Object.fromEntries(definitions.map(({ name, machine }) => [name, machine]));
    expect(machines).toEqual({ default: undefined, 'by-ssh': 'box.lan', 'by-tls': 'fd00::1', tunnel: undefined });
  });

  test('that cannot be read do not hide the others', async () => {
    await writeContext('lab', 'tcp://10.0.0.5:2376');
    await write(`.docker/contexts/meta/${sha('broken')}/meta.json`, '{"Name": "bro');
    await write(`.docker/contexts/meta/${sha('odd')}/meta.json`, '[1]');
    await write('.docker/contexts/meta/stray-file', '');
    await write('.docker/config.json', 'not json');
    expect(await names()).toEqual(['default', 'lab']);
  });

  test('DOCKER_HOST is the default one and wins over the chosen one, as for the CLI', async () => {
    await writeContext('lab', 'tcp://10.0.0.5:2376');
    await write('.docker/config.json', '{"currentContext":"lab"}');
    const { definitions, current } = await find({ DOCKER_HOST: '10.1.1.1:2375', DOCKER_CONTEXT: 'lab' });
    expect(current).toBe('default');
    expect(definitions[0]).toMatchObject({ name: 'default', source: 'docker-host', endpoint: 'tcp://10.1.1.1:2375' });
    expect((await find({ DOCKER_CONTEXT: 'lab' })).current).toBe('lab');
  });

  test('sockets that are there are found, each engine once', async () => {
    await write('run/docker.sock', '');
    await write('user/docker.sock', '');
    await write('run/podman/podman.sock', '');
    expect(await names()).toEqual(['default', 'rootless', 'podman-system']);
    // With DOCKER_HOST the default socket is another one.
    expect(await names({ DOCKER_HOST: 'tcp://h:1' })).toEqual(['default', 'system', 'rootless', 'podman-system']);
    await writeContext('mine', `unix://${home}/user/docker.sock`);
    expect(await names()).toEqual(['default', 'mine', 'podman-system']);
    await writeContext('rootless', 'tcp://elsewhere:1');
    await writeContext('podman-system', 'tcp://elsewhere:2');
    expect(await names()).toEqual(['default', 'mine', 'podman-system', 'rootless', 'podman-system-socket']);
  });

  test('the app’s own engine is one of them', async () => {
    const { definitions } = await find({}, 'unix:///data/docker.sock');
    expect(definitions.at(-1)).toMatchObject({
      name: 'gantry',
      source: 'own-engine',
      cliArgs: ['--host', 'unix:///data/docker.sock'],
    });
  });

  test('bring the certificates that the CLI keeps for them', async () => {
    await writeContext('lab', 'tcp://10.0.0.5:2376');
    await write(`.docker/contexts/tls/${sha('lab')}/docker/ca.pem`, 'CA');
    const lab = (await find()).definitions.find(({ name }) => name === 'lab');
    expect(await lab?.resolve()).toEqual({
      type: 'tcp',
      host: '10.0.0.5',
      port: 2376,
      tls: { ca: Buffer.from('CA'), cert: undefined, key: undefined, skipVerify: false },
    });
  });

  test('DOCKER_TLS_VERIFY and DOCKER_CERT_PATH are for DOCKER_HOST', async () => {
    await write('certs/cert.pem', 'CERT');
    const env = { DOCKER_HOST: 'tcp://h', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: join(home, 'certs') };
    expect(await (await find(env)).definitions[0]?.resolve()).toMatchObject({
      port: 2376,
      tls: { cert: Buffer.from('CERT'), skipVerify: false },
    });
  });

  test.each([
    ['unix:///run/docker.sock', { type: 'unix', path: '/run/docker.sock' }],
    ['tcp://localhost', { type: 'tcp', host: 'localhost', port: 2375 }],
    ['tcp://[::1]:99/', { type: 'tcp', host: '::1', port: 99 }],
    ['npipe:////./pipe/docker_engine', { type: 'npipe', pipe: '//./pipe/docker_engine' }],
  ])('%s is understood', async (host, endpoint) => {
    expect(await (await find({ DOCKER_HOST: host })).definitions[0]?.resolve()).toEqual(endpoint);
  });

  test.each(['ssh://me:secret@host', 'unix://relative.sock', 'tcp://', 'tcp://h:99999', 'fd://3', 'ftp://x'])(
    '%s says that it cannot be reached, and why',
    async (host) => {
      const { definitions } = await find({ DOCKER_HOST: host });
      await expect(definitions[0]?.resolve()).rejects.toMatchObject({
        error: { code: 'engine-unreachable', reason: 'unsupported', hint: expect.any(String) },
      });
    },
  );
});

import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ImageComparison } from '../../contract/model/imageFiles.ts';
import type { RunSettingsInput } from '../../contract/model/run.ts';
import { madeBuilds, source } from '../builds/testing/madeBuilds.ts';
import { docker, shell, testName } from '../live/testing/engineCli.ts';
import { startTestClient, type TestClient } from './containers/testing/client.ts';
import { apacheDockerfile, importDebianBase } from './testing/debianBase.ts';
import { never, type OpenedLayers, openLayers } from './testing/layersOfEngine.ts';

const context = 'default';
const BASE = 'gantry-test/debian:base';
const APACHE = 'gantry-test/apache2:latest';
/** An address of this computer's that no other program uses, so that its port 80 is ours. */
const HOST_IP = `127.0.${process.pid % 200}.80`;

const made = madeBuilds();
let gantry: TestClient;
let on: OpenedLayers;
let missing: string | undefined;

beforeAll(async () => {
  [gantry, on] = await Promise.all([startTestClient(), openLayers()]);
  ({ missing } = await importDebianBase(BASE));
}, 240_000);
afterAll(async () => {
  await docker('image', 'rm', '--force', APACHE, BASE).catch(() => {});
  await Promise.all([gantry.close(), on.close()]);
});
beforeEach((ctx) => ctx.skip(missing !== undefined, missing));

const files = (text: string) => ({ Dockerfile: text });

async function run(settings: Omit<RunSettingsInput, 'labels'>): Promise<string> {
  const labels = [{ name: 'gantry.test', value: '' }];
  const { jobId } = await gantry.client.containers.run({ context, settings: { ...settings, labels } });
  const { state, result } = await gantry.ended(jobId);
  expect(state).toBe('done');
  return result?.type === 'containers' ? (result.ids[0] ?? '') : '';
}

const page = async (port: number, at = '/') => (await fetch(`http://${HOST_IP}:${port}${at}`)).text();
/** Apache takes a moment to listen. */
const shows = async (port: number, text: string): Promise<void> =>
  await expect.poll(() => page(port).catch(() => ''), { timeout: 20_000 }).toContain(text);

test('what is installed in a container is among its changes, in the image made of it, and in a container of that [AC-16, AC-22b]', async () => {
  const repository = `gantry-test/${testName('wget')}`;
  const id = await run({ image: BASE, command: ['sleep', '1000'] });
  const inside = (script: string) => docker('exec', id, 'sh', '-c', script);
  try {
    expect(await inside('which wget || echo none')).toBe('none');
    await inside('apt-get update && apt-get install --yes --no-install-recommends wget');
    expect(await inside('which wget')).toBe('/usr/bin/wget');
    const changes = await gantry.client.containers.changes({ context, id });
    expect(changes).toContainEqual({ path: '/usr/bin/wget', kind: 'added' });
    expect(changes).toContainEqual({ path: '/var/lib/dpkg/status', kind: 'changed' });
    expect(changes.length).toBeGreaterThan(50);

    const { imageId } = await gantry.client.containers.commit({ context, id, repository });
    const image = await gantry.client.images.inspect({ context, reference: `${repository}:latest` });
    const base = await gantry.client.images.inspect({ context, reference: BASE });
    expect(image.id).toBe(imageId);
    expect(image.sizeBytes).toBeGreaterThan(base.sizeBytes);

    const action = { type: 'remove' as const, force: true };
    const removed = async () => {
      for await (const result of gantry.client.containers.apply({ context, ids: [id], action })) return result;
      return undefined;
    };
    expect(await removed()).toEqual({ id, name: expect.any(String) });
    // Somebody else was quicker: said, and nothing breaks.
    expect(await removed()).toMatchObject({ id, error: { code: 'not-found' } });
    expect(await docker('run', '--rm', `${repository}:latest`, 'which', 'wget')).toBe('/usr/bin/wget');
    const name = testName('again');
    const again = await run({ image: `${repository}:latest`, name, command: ['wget', '--version'], autoRemove: true });
    await expect.poll(() => docker('ps', '--all', '--quiet', '--no-trunc')).not.toContain(again);
  } finally {
    await docker('rm', '--force', id).catch(() => {});
    await docker('image', 'rm', '--force', `${repository}:latest`).catch(() => {});
  }
}, 120_000);

describe('Apache on a real Debian', () => {
  test('is built with its packages, listed beside its base, and serves its page [AC-23, AC-24, AC-25]', async () => {
    const at = await made.folder(files(apacheDockerfile(BASE)));
    const { summary, failure } = await made.gantry.build({ source: source(at), tags: [APACHE] });
    expect(failure).toBeUndefined();
    expect(summary).toMatchObject({ state: 'done', imageId: expect.stringMatching(/^sha256:/) });
    expect((await made.gantry.logOf(summary.id)).join('\n')).toMatch(/Setting up apache2 \(2\.4/);

    const images = await gantry.client.images.list({ context });
    const sizeOf = (name: string) => images.find(({ tags }) => tags.includes(name))?.sizeBytes ?? 0;
    expect(sizeOf(BASE)).toBeGreaterThan(50_000_000);
    expect(sizeOf(APACHE)).toBeGreaterThan(sizeOf(BASE) + 5_000_000);

    const id = await run({ image: APACHE, ports: [{ containerPort: 80, hostPort: 80, hostIp: HOST_IP }] });
    try {
      await shows(80, 'Apache2 Debian Default Page');
      const { ipAddress } = JSON.parse(
        await docker(
          'inspect',
          '--format',
          '{"ipAddress":{{json (index .NetworkSettings.Networks "bridge").IPAddress}}}',
          id,
        ),
      ) as { ipAddress: string };
      expect(await shell(`docker logs ${id} 2>&1`)).toMatch(
        new RegExp(`AH00558.*${ipAddress.replaceAll('.', String.raw`\.`)}`),
      );
      // In the engine's network too, from another container.
      expect(await docker('run', '--rm', 'busybox', 'wget', '-qO-', `http://${ipAddress}/`)).toContain('Default Page');
    } finally {
      await docker('rm', '--force', id);
    }
  }, 180_000);

  test('serves a site of one’s own, on another port where 80 is taken, and an edit shows without a new build [S25]', async () => {
    const at = await made.folder({
      'apache-config.conf':
        '<VirtualHost *:80>\nDocumentRoot /var/www/website\n<Directory /var/www/website>\nRequire all granted\n</Directory>\n</VirtualHost>\n',
      'website/index.html': '<h1>First edition</h1>\n',
      ...files(`FROM ${APACHE}
COPY apache-config.conf /etc/apache2/sites-enabled/000-default.conf
COPY website /var/www/website
`),
    });
    const name = made.tag('apachedemo');
    const { summary, failure } = await made.gantry.build({ source: source(at), tags: [name] });
    expect(failure).toBeUndefined();
    const made80 = { containerPort: 80, hostPort: 80, hostIp: HOST_IP };
    const first = await run({ image: name, name: testName('staticwebsite'), ports: [made80] });
    const ids = [first];
    try {
      await shows(80, 'First edition');
      const check = await gantry.client.containers.checkRun({ context, settings: { image: name, ports: [made80] } });
      expect(check.ports).toMatchObject([{ hostPort: 80, ownerId: first, suggestedPort: expect.any(Number) }]);
      const hostPort = check.ports[0]?.suggestedPort ?? 0;
      expect(hostPort).toBeGreaterThanOrEqual(8080);
      const live = await run({
        image: name,
        ports: [{ ...made80, hostPort }],
        mounts: [{ type: 'bind', source: path.join(at, 'website'), target: '/var/www/website' }],
      });
      ids.push(live);
      await shows(hostPort, 'First edition');
      await writeFile(path.join(at, 'website/index.html'), '<h1>Second edition</h1>\n');
      expect(await page(hostPort)).toContain('Second edition');
      // The image, and who runs it without the folder, are as they were.
      expect(await page(80)).toContain('First edition');
      expect(await docker('inspect', '--format', '{{.Image}}', live)).toBe(summary.imageId);
      expect(await readFile(path.join(at, 'website/index.html'), 'utf8')).toContain('Second');
    } finally {
      await docker('rm', '--force', ...ids);
    }
  }, 60_000);

  test('shows its own layers above those of its base, and the packages that they brought [AC-37]', async () => {
    const { layers } = on;
    const { entries, layers: stored } = await layers.history({ context, image: APACHE }, never);
    const words = entries.map(({ instruction }) => `${instruction.keyword} ${instruction.text}`);
    expect(words[0]).toMatch(/^ENTRYPOINT.*apache2ctl/);
    expect(words.findIndex((line) => line.includes('apt-get install'))).toBeGreaterThan(0);
    expect(stored).toHaveLength(2);
    let compared: ImageComparison | undefined;
    for await (const step of layers.compare({ context, before: BASE, after: APACHE }, never)) {
      if (step.type === 'compared') compared = step.comparison;
    }
    expect(compared?.layers.map(({ difference }) => difference)).toEqual(['same', 'added']);
    expect(compared?.environment).toContainEqual(
      expect.objectContaining({ name: 'APACHE_LOG_DIR', difference: 'added', after: '/var/log/apache2' }),
    );
    expect(compared?.ports).toEqual([expect.objectContaining({ name: '80/tcp', difference: 'added' })]);
    // What dpkg itself says, in each.
    const query = ['dpkg-query', '--show', '--showformat', '${Package} ${Version}\n'];
    const inside = async (image: string) =>
      (await docker('run', '--rm', '--entrypoint', query[0] ?? '', image, ...query.slice(1))).split('\n').toSorted();
    const before = new Set(await inside(BASE));
    const added = (await inside(APACHE)).filter((line) => !before.has(line));
    const ours = compared?.packages.filter(({ difference }) => difference === 'added') ?? [];
    expect(ours.map(({ name, after }) => `${name} ${after}`).toSorted()).toEqual(added);
    expect(ours.map(({ name }) => name)).toContain('apache2');
    expect(compared?.packageProblems).toEqual([]);
  }, 60_000);
});

test('a database is built with its start script, and answers the user that it was given [S26]', async () => {
  const at = await made.folder({
    'start.sh': `#!/bin/sh
set -e
mariadbd-safe --skip-syslog --bind-address=0.0.0.0 &
until mariadb-admin --silent ping; do sleep 0.2; done
mariadb --execute "CREATE DATABASE IF NOT EXISTS $database; CREATE USER IF NOT EXISTS '$user'@'$access' IDENTIFIED BY '$password'; GRANT ALL ON $database.* TO '$user'@'$access'"
echo "Waiting for connections of $user"
wait
`,
    ...files(`FROM ${BASE}
RUN apt-get update && apt-get install --yes --no-install-recommends mariadb-server && rm -rf /var/lib/apt/lists/*
ENV user=me database=shop access=%
COPY --chmod=755 start.sh /start.sh
EXPOSE 3306
CMD ["/start.sh"]
`),
  });
  const name = made.tag('db');
  const { failure } = await made.gantry.build({ source: source(at), tags: [name] });
  expect(failure).toBeUndefined();
  const id = await run({
    image: name,
    env: [{ name: 'password', value: 's3cret' }],
    ports: [{ containerPort: 3306, hostIp: HOST_IP, hostPort: 3306 }],
  });
  try {
    await expect.poll(() => docker('logs', id), { timeout: 60_000 }).toContain('Waiting for connections of me');
    const [container] = (await gantry.client.containers.inspect({ context, id })).ports;
    expect(container).toMatchObject({ containerPort: 3306, hostIp: HOST_IP, hostPort: 3306 });
    // From another container, by way of the port that was published.
    const client = ['mariadb', '--user', 'me', '--password=s3cret', '--execute', 'SHOW DATABASES', '--batch'];
    const seen = await docker('run', '--rm', '--network', 'host', name, ...client, '--host', HOST_IP);
    expect(seen.split('\n')).toEqual(expect.arrayContaining(['shop', 'information_schema']));
    const refused = client.map((word) => word.replace('s3cret', 'wrong'));
    await expect(docker('run', '--rm', '--network', 'host', name, ...refused, '--host', HOST_IP)).rejects.toThrow(
      /Access denied/,
    );
  } finally {
    await docker('rm', '--force', id);
  }
}, 240_000);

import { describe, expect, test } from 'vitest';
import { createTest, docker, runTest, testName, TEST_IMAGE } from '../../live/testing/engineCli.ts';
import { madeNames } from '../../live/testing/madeNames.ts';
import { containerActions } from './testing/actions.ts';

const context = 'default';
const on = containerActions();
const name = madeNames();

describe('what is only looked at', () => {
  test('processes and changes', async () => {
    const id = await runTest(name('web'), '--', 'sh', '-c', 'touch /home/abc; rm /etc/group; sleep 999');
    await docker('exec', id, 'sh', '-c', 'while test -f /etc/group; do sleep 0.05; done');
    const table = await on.gantry.client.containers.top({ context, id });
    const command = table.titles.indexOf('CMD');
    expect(table.rows.some((row) => row[command]?.includes('sleep 999'))).toBe(true);
    expect(await on.gantry.client.containers.changes({ context, id })).toEqual(
      expect.arrayContaining([
        { path: '/home', kind: 'changed' },
        { path: '/home/abc', kind: 'added' },
        { path: '/etc/group', kind: 'deleted' },
      ]),
    ); // AC-10
  });

  test('a container in all its details', async () => {
    const web = name('web');
    const id = await runTest(
      web,
      ...['--env', 'A=1', '--label', 'com.docker.compose.project=shop', '--tmpfs', '/t', '--volume', '/v'],
      ...['--publish', '127.0.0.1::80/udp', '--expose', '99', '--memory', '64m', '--cpus', '0.25', '--user', 'nobody'],
      ...['--health-cmd', 'echo fine', '--health-interval', '200ms', '--hostname', 'box', '--workdir', '/tmp'],
      ...['--restart', 'unless-stopped', '--read-only', '--init'],
    );
    await expect.poll(async () => (await on.inspect(id)).health?.log.length, { timeout: 5000 }).toBeGreaterThan(0);
    const detail = await on.inspect(id);
    expect(detail).toMatchObject({
      id,
      name: web,
      image: TEST_IMAGE,
      state: 'running',
      command: ['sleep', '1000'],
      hasInit: true,
      user: 'nobody',
      hostname: 'box',
      workingDir: '/tmp',
      isRootReadOnly: true,
      restartPolicy: { name: 'unless-stopped' },
      limits: { memoryBytes: 64 * 1024 ** 2, cpus: 0.25 },
      stack: { project: 'shop' },
      stopSignal: 'SIGTERM',
      networks: [{ name: 'bridge' }],
      health: { status: 'healthy', intervalMs: 200, log: [{ exitCode: 0, output: 'fine\n' }] },
    });
    expect(detail.ports).toEqual(
      expect.arrayContaining([
        { containerPort: 99, protocol: 'tcp' },
        { containerPort: 80, protocol: 'udp', hostIp: '127.0.0.1', hostPort: expect.any(Number) },
      ]),
    );
    expect(detail.mounts).toMatchObject([{ type: 'volume', destination: '/v' }]);
    expect(detail.pid).toBeGreaterThan(0);
  });

  test('an engine, as docker info has it', async () => {
    const info = await on.gantry.client.contexts.info({ context });
    const [storage, cpus] = (await docker('info', '--format', '{{.Driver}} {{.NCPU}}')).split(' ');
    expect(info).toMatchObject({ storageDriver: storage, cpus: Number(cpus), swarmState: 'inactive' });
    expect(info.runtimes).toContain('runc');
    expect(info.containerdVersion).toBeTruthy();
  });
});

describe('a copy of a container', () => {
  test('as an image', async () => {
    const repository = `gantry-test/${testName('image')}`;
    const id = await runTest(name('web'), '--', 'sh', '-c', 'echo hello > /made; sleep 1000');
    await docker('exec', id, 'sh', '-c', 'until test -s /made; do sleep 0.05; done');
    const { imageId } = await on.gantry.client.containers.commit({
      context,
      id,
      repository,
      tag: '2',
      message: 'with a file',
    });
    try {
      expect(await docker('run', '--rm', '--label', 'on.gantry.test', `${repository}:2`, 'cat', '/made')).toBe('hello');
      expect(await docker('image', 'inspect', '--format', '{{.Id}} {{.Comment}}', `${repository}:2`)).toBe(
        `${imageId} with a file`,
      );
    } finally {
      await docker('image', 'rm', `${repository}:2`);
    }
  });

  test('as a tar archive, with a job', async () => {
    const web = name('web');
    const id = await createTest(web);
    const { jobId } = await on.gantry.client.containers.export({ context, id });
    const job = await on.gantry.ended(jobId);
    const file = [...on.gantry.files].at(-1);
    expect(job).toMatchObject({ state: 'done', result: { type: 'file', sizeBytes: file?.[1].byteLength } });
    expect(file?.[1].includes('bin/busybox')).toBe(true);
    expect(file?.[1].byteLength).toBeGreaterThan(500_000);
  });

  test('of a container that is gone fails in the job', async () => {
    const { jobId } = await on.gantry.client.containers.export({ context, id: '0'.repeat(64) });
    expect(await on.gantry.ended(jobId)).toMatchObject({ state: 'failed', error: { code: 'not-found' } });
  });
});
